class Counter:
    def __init__(self, by):
        self.by, self.value = by, 0

    def step(self):
        self.value += self.by
        return self.value
