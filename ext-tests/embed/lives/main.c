/* Runs every scenario in a process of its own, or the one that is named:  ./lives LIBRARY [SCENARIO]   (by its path)
   (LIBRARY is the end of the path of the library that must answer). */
#define _GNU_SOURCE
#include "lives.h"
#include <dlfcn.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct scenario *const all[] = {configured, started, running, repeated, hooks, ends, NULL};

/* Standard input that gives a scenario's text, and ends. */
static void take_input(const char *input) {
    int ends[2];
    if (pipe(ends) != 0 || (input && write(ends[1], input, strlen(input)) < 0)) {
        _exit(98);
    }
    close(ends[1]);
    dup2(ends[0], 0);
    close(ends[0]);
}

static void start(const struct scenario *scenario, char **argv) {
    const char *where = getenv("LD_LIBRARY_PATH");
    where = where ? strdup(where) : NULL;
    clearenv();
    setenv("LC_ALL", "C.UTF-8", 1);
    if (where) {
        setenv("LD_LIBRARY_PATH", where, 1);
    }
    char *rest = scenario->environment ? strdup(scenario->environment) : NULL;
    for (char *one; rest && (one = strsep(&rest, " "));) {
        putenv(one);
    }
    take_input(scenario->input);
    dup2(1, 2);
    alarm(60);
    execv(argv[0], (char *[]){"lives", argv[1], (char *)scenario->name, NULL});
    _exit(99);
}

static void live(const struct scenario *scenario, char **argv) {
    printf("== %s\n", scenario->name);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        start(scenario, argv);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFSIGNALED(status)) {
        printf("died of signal %d\n", WTERMSIG(status));
    } else {
        printf("exit status %d\n", WEXITSTATUS(status));
    }
}

int main(int argc, char **argv) {
    if (argc != 2 && argc != 3) {
        fprintf(stderr, "usage: lives LIBRARY [SCENARIO]\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IONBF, 0);
    Dl_info info;
    char real[4096] = "";
    if (argc == 2 && dladdr((void *)&Py_InitializeFromConfig, &info) && realpath(info.dli_fname, real)) {
        size_t have = strlen(real), want = strlen(argv[1]);
        printf("answered by the right library: %d\n", have >= want && !strcmp(real + have - want, argv[1]));
    }
    for (int i = 0; all[i]; i++) {
        for (const struct scenario *one = all[i]; one->name; one++) {
            if (argc == 2) {
                live(one, argv);
            } else if (!strcmp(one->name, argv[2])) {
                one->run();
                return 0;
            }
        }
    }
    return argc == 3 ? 97 : 0;
}
