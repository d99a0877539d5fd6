"""Numbers of so many people side by side, reckoned with at once where compiled code runs.

A processor adds 32 short numbers as quickly as one, but a compiler dares not do so by itself where it cannot
tell arrays apart. The functions here say it outright; any processor can run what comes of them.
"""

from collections.abc import Callable
from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.extending import intrinsic, models, register_model

#: People who are reckoned with at once: one bit of a 32-bit number each.
LANES = 32
#: Bits of a number in a lane.
SHORT, WIDE = 16, 32


def _machine_code(made: Callable[..., Any]) -> Any:
    """A function that says itself what a processor does; compiled functions alone can call it."""
    return intrinsic(made)


class _Kind(types.Type):
    """What numba knows such numbers as: all of them whole, of 16 or 32 bits."""

    def __init__(self, bits: int) -> None:
        self.bits = bits
        super().__init__(name=f"Lanes({bits})")


@register_model(_Kind)
class _Model(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: _Kind) -> None:
        super().__init__(manager, kind, _vector(kind.bits))  # type: ignore[no-untyped-call]


def _vector(bits: int) -> Any:
    return ir.VectorType(ir.IntType(bits), LANES)


def _spread(builder: Any, value: Any, bits: int) -> Any:
    """One number in every lane."""
    wide = value.type.width
    if wide > bits:
        value = builder.trunc(value, ir.IntType(bits))
    elif wide < bits:
        value = builder.zext(value, ir.IntType(bits))
    none = ir.Constant(_vector(bits), ir.Undefined)
    first = builder.insert_element(none, value, ir.Constant(ir.IntType(32), 0))
    return builder.shuffle_vector(first, none, ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES))


def _address(context: Any, builder: Any, array_type: Any, array: Any, row: Any) -> Any:
    """Where a row of lanes begins in an array of numbers."""
    data = context.make_array(array_type)(context, builder, array).data
    at = builder.mul(row, ir.Constant(row.type, LANES))
    return builder.bitcast(builder.gep(data, [at]), _vector(array_type.dtype.bitwidth).as_pointer())


@_machine_code
def lanes_at(_: Any, values: Any, row: Any) -> Any:
    """The numbers of one row."""

    signature = _Kind(values.dtype.bitwidth)(values, types.intp)

    def code(context: Any, builder: Any, _: Any, given: Any) -> Any:
        address = _address(context, builder, values, *given)
        return builder.load(address, align=values.dtype.bitwidth // 8)

    return signature, code


@_machine_code
def store(_: Any, values: Any, row: Any, lanes: Any) -> Any:
    """Puts them into a row."""

    signature = types.void(values, types.intp, lanes)

    def code(context: Any, builder: Any, _: Any, given: Any) -> Any:
        address = _address(context, builder, values, given[0], given[1])
        builder.store(given[2], address, align=values.dtype.bitwidth // 8)
        return context.get_dummy_value()

    return signature, code


@_machine_code
def plus(_: Any, one: Any, other: Any) -> Any:
    """The sums, lane by lane."""

    return one(one, other), lambda context, builder, _, given: builder.add(*given)


@_machine_code
def times(_: Any, lanes: Any, factor: Any) -> Any:
    """Each times a factor; what is beyond the bits is lost."""

    def code(context: Any, builder: Any, _: Any, given: Any) -> Any:
        return builder.mul(given[0], _spread(builder, given[1], lanes.bits))

    return lanes(lanes, factor), code


@_machine_code
def quarter(_: Any, lanes: Any) -> Any:
    """A quarter of each, rounded down."""

    def code(context: Any, builder: Any, _: Any, given: Any) -> Any:
        return builder.lshr(given[0], ir.Constant(_vector(lanes.bits), [2] * LANES))

    return lanes(lanes), code


@_machine_code
def without(_: Any, lanes: Any, bits: Any) -> Any:
    """0 in each lane whose bit is set."""

    signature = lanes(lanes, types.uint32)

    def code(context: Any, builder: Any, _: Any, given: Any) -> Any:
        flags = builder.bitcast(given[1], ir.VectorType(ir.IntType(1), LANES))
        return builder.select(flags, ir.Constant(_vector(lanes.bits), [0] * LANES), given[0])

    return signature, code


def _compared(builder: Any, how: str, kind: Any, one: Any, other: Any) -> Any:
    """Short numbers are never below 0, those of 32 bits may be."""
    compare = builder.icmp_unsigned if kind.bits == SHORT else builder.icmp_signed
    return compare(how, one, other)


@_machine_code
def higher(_: Any, one: Any, other: Any) -> Any:
    """In each lane the higher of two numbers."""

    def code(_: Any, builder: Any, __: Any, given: Any) -> Any:
        return builder.select(_compared(builder, ">", one, *given), *given)

    return one(one, other), code


@_machine_code
def reaching(_: Any, lanes: Any, bounds: Any) -> Any:
    """One bit a lane: whether its number is as high as its bound."""

    def code(_: Any, builder: Any, __: Any, given: Any) -> Any:
        return builder.bitcast(_compared(builder, ">=", lanes, *given), ir.IntType(LANES))

    return types.uint32(lanes, bounds), code


@_machine_code
def one_more(_: Any, counts: Any, lanes: Any, bounds: Any) -> Any:
    """The counts, one more in each lane whose number is as high as its bound."""

    def code(_: Any, builder: Any, __: Any, given: Any) -> Any:
        holds = _compared(builder, ">=", lanes, given[1], given[2])
        return builder.add(given[0], builder.zext(holds, given[0].type))

    return counts(counts, lanes, bounds), code


@_machine_code
def everywhere(_: Any, value: Any) -> Any:
    """One number in every lane."""

    def code(_: Any, builder: Any, __: Any, given: Any) -> Any:
        return _spread(builder, given[0], value.bitwidth)

    return _Kind(value.bitwidth)(value), code


@_machine_code
def left_after(_: Any, scores: Any, factor: Any, cost: Any, nothing: Any) -> Any:
    """Scores times a factor less a cost, in 32 bits; where there is no score, the number told."""

    def code(_: Any, builder: Any, __: Any, given: Any) -> Any:
        wide = [_spread(builder, value, WIDE) for value in given[1:]]
        net = builder.sub(builder.mul(builder.zext(given[0], _vector(WIDE)), wide[0]), wide[1])
        is_none = builder.icmp_unsigned("==", given[0], ir.Constant(_vector(SHORT), [0] * LANES))
        return builder.select(is_none, wide[2], net)

    return _Kind(WIDE)(scores, factor, cost, nothing), code


@_machine_code
def lowest(_: Any, bits: Any) -> Any:
    """The place of the lowest bit of a number that is not 0."""

    def code(context: Any, builder: Any, _: Any, given: Any) -> Any:
        place = builder.cttz(given[0], ir.Constant(ir.IntType(1), 1))
        return builder.zext(place, ir.IntType(64)) if place.type.width < 64 else place

    return types.int64(bits), code
