"""The ajrak band of the sheets: indigo cloth, a madder edge and one geometric line in cotton."""

from functools import lru_cache

from registry_app.core.pdf import palette


@lru_cache(maxsize=16)
def band(width: float, height: float) -> str:
    """The drawing of a band of so many points as PDF operators; it is the same for every document of a size."""
    middle, reach = height * 0.58, height * 0.27
    count = round(width / (reach * 2.9))
    step = width / count
    code = [
        f"{_rgb(palette.INDIGO)} rg 0 0 {width:.2f} {height:.2f} re f",
        f"{_rgb(palette.MADDER)} rg 0 0 {width:.2f} {height * 0.13:.2f} re f",
        f"{_rgb(palette.COTTON)} rg 0 {height * 0.13:.2f} {width:.2f} {height * 0.035:.2f} re f",
        f"{_rgb(palette.COTTON)} RG {reach * 0.13:.2f} w",
    ]
    centres = [step * (number + 0.5) for number in range(count)]
    for x in centres:
        code += [_diamond(x, middle, reach, "s"), *_arms(x, middle, reach, step)]
    code.append(f"{_rgb(palette.MADDER)} rg")
    code += [_diamond(x, middle, reach * 0.62, "f") for x in centres]
    code.append(f"{_rgb(palette.COTTON)} rg")
    code += [_diamond(x, middle, reach * 0.2, "f") for x in centres]
    code += [_diamond(x - step / 2, middle, reach * 0.16, "f") for x in [*centres, width + step / 2]]
    return " ".join(code)


def _arms(x: float, y: float, reach: float, step: float) -> list[str]:
    """The two lines that join a diamond to the dots on either side of it."""
    far = step / 2 - reach * 0.16
    return [f"{x + side * reach:.2f} {y:.2f} m {x + side * far:.2f} {y:.2f} l S" for side in (-1, 1)]


def _diamond(x: float, y: float, reach: float, paint: str) -> str:
    corners = ((x - reach, y), (x, y + reach), (x + reach, y), (x, y - reach))
    path = " ".join(f"{across:.2f} {up:.2f} {'l' if at else 'm'}" for at, (across, up) in enumerate(corners))
    return f"{path} h {paint}"


def _rgb(colour: str) -> str:
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.3f}" for at in (1, 3, 5))
