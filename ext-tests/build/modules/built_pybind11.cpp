// What pybind11's code asks of the C API: types with its own metaclass, inheritance across the border, conversions, errors, buffers, threads.
#include <pybind11/functional.h>
#include <pybind11/operators.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <stdexcept>
#include <thread>

namespace py = pybind11;

struct Animal {
    virtual ~Animal() = default;
    virtual std::string speak(int times) const = 0;
    std::string twice() const { return speak(2); }
};

struct PyAnimal : Animal {
    std::string speak(int times) const override { PYBIND11_OVERRIDE_PURE(std::string, Animal, speak, times); }
};

struct Dog : Animal {
    explicit Dog(std::string name) : name(std::move(name)) {}
    std::string speak(int times) const override {
        std::string s;
        for (int i = 0; i < times; i++) s += name + "! ";
        return s;
    }
    std::string name;
};

struct Matrix {
    Matrix(size_t rows, size_t columns) : rows(rows), columns(columns), data(rows * columns) {}
    size_t rows, columns;
    std::vector<float> data;
};

struct Money {
    long cents;
    Money operator+(const Money &other) const { return {cents + other.cents}; }
    Money operator*(int n) const { return {cents * n}; }
    bool operator<(const Money &other) const { return cents < other.cents; }
    bool operator==(const Money &other) const { return cents == other.cents; }
};

struct Refused : std::runtime_error {
    using std::runtime_error::runtime_error;
};

enum class Colour { Red = 1, Green = 2 };

PYBIND11_MODULE(built_pybind11, m, py::mod_gil_not_used()) {
    m.doc() = "by pybind11";
    m.attr("answer") = 42;
    py::class_<Animal, PyAnimal, std::shared_ptr<Animal>>(m, "Animal").def(py::init<>()).def("speak", &Animal::speak).def("twice", &Animal::twice);
    py::class_<Dog, Animal, std::shared_ptr<Dog>>(m, "Dog", py::dynamic_attr())
        .def(py::init<std::string>(), py::arg("name") = "Rex")
        .def_readwrite("name", &Dog::name)
        .def(py::pickle([](const Dog &d) { return py::make_tuple(d.name); }, [](py::tuple t) { return std::make_shared<Dog>(t[0].cast<std::string>()); }))
        .def("__repr__", [](const Dog &d) { return "<Dog " + d.name + ">"; });
    py::class_<Matrix>(m, "Matrix", py::buffer_protocol())
        .def(py::init<size_t, size_t>())
        .def(py::init([](py::buffer b) {
            py::buffer_info info = b.request();
            if (info.ndim != 2 || info.format != py::format_descriptor<float>::format()) throw py::type_error("wants floats in two dimensions, not " + info.format);
            auto made = std::make_unique<Matrix>(info.shape[0], info.shape[1]);
            std::copy_n(static_cast<float *>(info.ptr), made->data.size(), made->data.begin());
            return made;
        }))
        .def("__getitem__", [](const Matrix &x, std::pair<size_t, size_t> at) {
            if (at.first >= x.rows || at.second >= x.columns) throw py::index_error();
            return x.data[at.first * x.columns + at.second];
        })
        .def("__setitem__", [](Matrix &x, std::pair<size_t, size_t> at, float v) { x.data.at(at.first * x.columns + at.second) = v; })
        .def_buffer([](Matrix &x) {
            return py::buffer_info(x.data.data(), sizeof(float), py::format_descriptor<float>::format(), 2, {x.rows, x.columns}, {sizeof(float) * x.columns, sizeof(float)});
        });
    py::class_<Money>(m, "Money")
        .def(py::init<long>())
        .def(py::self + py::self)
        .def(py::self * int())
        .def(py::self < py::self)
        .def(py::self == py::self)
        .def_property("euros", [](const Money &x) { return x.cents / 100.0; }, [](Money &x, double v) { x.cents = long(v * 100); })
        .def_property_readonly_static("currency", [](py::object) { return "EUR"; })
        .def_static("of", [](double euros) { return Money{long(euros * 100)}; }, "from euros", py::arg("euros"));
    py::enum_<Colour>(m, "Colour", py::arithmetic()).value("Red", Colour::Red).value("Green", Colour::Green).export_values();
    py::register_exception<Refused>(m, "Refused", PyExc_ValueError);
    m.def("convert", [](std::map<std::string, std::vector<std::optional<double>>> x, std::set<int> s, std::tuple<bool, std::string> t, std::variant<int, std::string> v) {
        x["sum"] = {double(s.size()), std::nullopt};
        return py::make_tuple(x, s, t, v);
    });
    m.def("overloaded", [](int) { return "int"; });
    m.def("overloaded", [](double) { return "double"; });
    m.def("overloaded", [](const std::string &s) { return "str " + s; });
    m.def("overloaded", [](py::bytes b) { return "bytes " + std::to_string(std::string(b).size()); });
    m.def("keywords", [](int a, py::args args, int b, py::kwargs kw) { return py::str("{} {} {} {}").format(a, args, b, kw); }, py::arg("a"), py::arg("b") = 7);
    m.def("call", [](const std::function<int(int)> &f, int x) { return f(x) + 1; });
    m.def("adder", [](int n) { return std::function<int(int)>([n](int x) { return x + n; }); });
    m.def("refuse", [](const std::string &why) { if (why.empty()) throw std::out_of_range("empty"); throw Refused(why); });
    m.def("catches", [](py::function f) {
        try { f(); } catch (py::error_already_set &e) {
            if (!e.matches(PyExc_ZeroDivisionError)) throw;
            return std::string(py::str(e.value()));
        }
        return std::string("nothing");
    });
    m.def("chains", [](py::function f) {
        try { f(); } catch (py::error_already_set &e) {
            py::raise_from(e, PyExc_RuntimeError, "from C++");
            throw py::error_already_set();
        }
    });
    m.def("threads", [](py::function f, int n) {
        py::gil_scoped_release release;
        std::vector<std::thread> all;
        for (int i = 0; i < n; i++) all.emplace_back([&f, i] { py::gil_scoped_acquire acquire; f(i); });
        for (auto &t : all) t.join();
    });
    m.def("objects", [](py::dict d, py::list l) {
        for (auto item : d) l.append(item.first);
        l.attr("sort")();
        d["n"] = l.size();
        return py::make_tuple(py::len(d), py::isinstance<py::list>(l), py::hasattr(d, "keys"), l[0], py::repr(l), py::int_(py::str("12")), py::module_::import("math").attr("sqrt")(16));
    });
    m.def("iterate", [](py::iterable i) { return py::make_iterator(i.begin(), i.end()); }, py::keep_alive<0, 1>());
    m.def("capsule", [] { return py::capsule(new int(5), "built.five", [](void *p) { delete static_cast<int *>(p); }); });
    m.def("read", [](py::capsule c) { return *c.get_pointer<int>(); });
    m.def("__getattr__", [](const std::string &name) -> py::object { throw py::attribute_error("no " + name); });
    auto sub = m.def_submodule("sub", "inner");
    sub.def("where", [] { return "sub"; });
}
