// What nanobind's code asks of the C API: vectorcalls everywhere, a metaclass with data, buffers and ndarrays, errors.
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/operators.h>
#include <nanobind/make_iterator.h>
#include <nanobind/stl/function.h>
#include <nanobind/stl/map.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/shared_ptr.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>
#include <nanobind/trampoline.h>

namespace nb = nanobind;
using namespace nb::literals;

struct Shape {
    virtual ~Shape() = default;
    virtual double area() const { return 0; }
    virtual std::string name() const = 0;
};

struct PyShape : Shape {
    NB_TRAMPOLINE(Shape, 2);
    double area() const override { NB_OVERRIDE(area); }
    std::string name() const override { NB_OVERRIDE_PURE(name); }
};

struct Square : Shape {
    double side;
    explicit Square(double side) : side(side) {}
    double area() const override { return side * side; }
    std::string name() const override { return "square"; }
    bool operator==(const Square &o) const { return side == o.side; }
    bool operator<(const Square &o) const { return side < o.side; }
};

enum class Level : int { Low = 1, High = 5 };

struct Failure : std::exception {
    const char *what() const noexcept override { return "failure"; }
};

NB_MODULE(built_nanobind, m) {
    m.doc() = "by nanobind";
    nb::class_<Shape, PyShape>(m, "Shape").def(nb::init<>()).def("area", &Shape::area).def("name", &Shape::name);
    nb::class_<Square, Shape>(m, "Square", nb::dynamic_attr(), nb::is_weak_referenceable())
        .def(nb::init<double>(), "side"_a = 1.0)
        .def_rw("side", &Square::side, "its side")
        .def_prop_ro("diagonal2", [](const Square &s) { return 2 * s.side * s.side; })
        .def(nb::self == nb::self)
        .def(nb::self < nb::self)
        .def("__hash__", [](const Square &s) { return nb::hash(nb::float_(s.side)); })
        .def("__repr__", [](const Square &s) { return nb::str("Square({})").format(s.side); })
        .def_static("unit", [] { return Square(1); });
    nb::enum_<Level>(m, "Level", nb::is_arithmetic()).value("Low", Level::Low, "little").value("High", Level::High).export_values();
    nb::exception<Failure>(m, "Failure", PyExc_ArithmeticError);
    m.def("fail", [](int kind) {
        if (kind == 0) throw Failure();
        if (kind == 1) throw nb::key_error("a key");
        if (kind == 2) throw std::invalid_argument("an argument");
        throw nb::next_overload();
    });
    m.def("describe", [](const std::shared_ptr<Shape> &s) { return s->name() + " " + std::to_string(s->area()); });
    m.def("nothing", [](Shape *s) { return s == nullptr; }, "shape"_a.none());
    m.def("convert", [](std::map<std::string, std::vector<int>> x, std::optional<std::string> s) { x[s.value_or("none")] = {1, 2}; return x; }, "x"_a, "s"_a = nb::none());
    m.def("strict", [](int x) { return x; }, nb::arg("x").noconvert());
    m.def("over", [](int) { return "int"; });
    m.def("over", [](float) { return "float"; });
    m.def("over", [](nb::str s) { return nb::str("str ") + s; });
    m.def("keywords", [](int a, nb::args args, int b, nb::kwargs kw) { return nb::make_tuple(a, args, b, kw); }, "a"_a, "args"_a, "b"_a = 3, "kw"_a);
    m.def("call", [](const std::function<std::string(int)> &f, int x) { return f(x); });
    m.def("typed", [](nb::typed<nb::list, int> l) { nb::object s = nb::int_(0); for (auto h : l) s += nb::borrow(h); return s; });
    m.def("total", [](nb::ndarray<const double, nb::ndim<2>, nb::c_contig, nb::device::cpu> a) {
        double s = 0;
        auto v = a.view();
        for (size_t i = 0; i < v.shape(0); i++) for (size_t j = 0; j < v.shape(1); j++) s += v(i, j);
        return s;
    });
    m.def("made", [](size_t n) {
        int *data = new int[n];
        for (size_t i = 0; i < n; i++) data[i] = int(i * i);
        nb::capsule owner(data, [](void *p) noexcept { delete[] static_cast<int *>(p); });
        return nb::ndarray<nb::memview, int, nb::ndim<1>>(data, {n}, owner);
    });
    m.def("released", [](nb::callable f) { nb::gil_scoped_release r; nb::gil_scoped_acquire a; return f(); });
    m.def("count", [](nb::iterable i) { size_t n = 0; for (auto h : i) n += !h.is_none(); return n; });
    m.def("build", [](nb::dict d) {
        nb::list l;
        for (auto [k, v] : d) l.append(nb::make_tuple(v, k));
        nb::setattr(nb::module_::import_("sys"), "built", l);
        nb::set s(l);
        return nb::make_tuple(l, nb::len(s), nb::bytes("by\0te", 5), nb::slice(1, 5, 2), nb::cast(2.5), d.contains("a"), nb::type<Square>(), nb::isinstance<nb::dict>(d));
    });
}
