"""Charts as SVG text, without a library: bars in groups, and lines over a logarithmic axis."""
import math
from html import escape

COLOURS = ["#1f5fa8", "#d1711d", "#3b8a3e", "#8d4bab", "#9a8a1f", "#5b6670"]
WIDTH, HEIGHT = 860, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 20, 60, 90


def _frame(title, y_label, body):
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{LEFT}" y="22" font-size="15" font-weight="bold">{escape(title)}</text>',
        f'<text x="{LEFT}" y="50" fill="#555">{escape(y_label)}</text>', *body, "</svg>"]) + "\n"


def _number(value):
    if value >= 10000:
        return f"{value / 1000:,.0f}k" if value < 1_000_000 else f"{value / 1e6:,.0f}M"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


class _Axis:
    """A logarithmic or linear scale from values to pixels."""

    def __init__(self, low, high, begin, end, log):
        self.log = log
        if log:
            low, high = 10 ** math.floor(math.log10(low)), 10 ** math.ceil(math.log10(max(high, low * 1.01)))
        self.low, self.high, self.begin, self.end = low, high, begin, end

    def at(self, value):
        if self.log:
            share = (math.log10(max(value, self.low)) - math.log10(self.low)) / (math.log10(self.high) - math.log10(self.low))
        else:
            share = (value - self.low) / ((self.high - self.low) or 1)
        return self.begin + share * (self.end - self.begin)

    def ticks(self):
        if self.log:
            value = self.low
            while value <= self.high * 1.001:
                yield value
                value *= 10
            return
        step = 10 ** math.floor(math.log10((self.high - self.low) or 1))
        while (self.high - self.low) / step > 8:
            step *= 2
        value = self.low
        while value <= self.high * 1.001:
            yield value
            value += step


def _y_axis(values, log):
    low = min(values) if log else 0
    return _Axis(low, max(values), HEIGHT - BOTTOM, TOP, log)


def _y_lines(axis):
    for value in axis.ticks():
        y = axis.at(value)
        yield f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#ddd"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end" fill="#555">{_number(value)}</text>'


def _legend(names):
    x = LEFT
    for index, name in enumerate(names):
        yield f'<rect x="{x}" y="{HEIGHT - 18}" width="11" height="11" fill="{COLOURS[index % len(COLOURS)]}"/>'
        yield f'<text x="{x + 16}" y="{HEIGHT - 8}">{escape(name)}</text>'
        x += 30 + 7 * len(name)


def bars(title, y_label, groups, series, log=True):
    """groups: names along the bottom; series: {name: [value or None for each group]}."""
    values = [value for row in series.values() for value in row if value]
    if not values:
        return _frame(title, y_label, ['<text x="100" y="200">nothing was measured</text>'])
    axis = _y_axis(values, log)
    room = (WIDTH - LEFT - RIGHT) / len(groups)
    width = room * 0.8 / len(series)
    body = list(_y_lines(axis))
    for index, (name, row) in enumerate(series.items()):
        for position, value in enumerate(row):
            if not value:
                continue
            x, y = LEFT + position * room + room * 0.1 + index * width, axis.at(value)
            body.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{HEIGHT - BOTTOM - y:.1f}" '
                        f'fill="{COLOURS[index % len(COLOURS)]}"><title>{escape(name)}: {_number(value)}</title></rect>')
    for position, name in enumerate(groups):
        x = LEFT + (position + 0.5) * room
        body.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 14}" text-anchor="end" font-size="10" '
                    f'transform="rotate(-22 {x:.1f} {HEIGHT - BOTTOM + 14})">{escape(name)}</text>')
    return _frame(title, y_label, body + list(_legend(series)))


def lines(title, x_label, y_label, series, log_x=True, log_y=False):
    """series: {name: [(x, y), ...]}."""
    points = [point for row in series.values() for point in row]
    if not points:
        return _frame(title, y_label, ['<text x="100" y="200">nothing was measured</text>'])
    xs = [x for x, _ in points]
    y_axis = _y_axis([y for _, y in points], log_y)
    x_axis = _Axis(min(xs), max(xs), LEFT, WIDTH - RIGHT, log_x)
    body = list(_y_lines(y_axis))
    for value in x_axis.ticks():
        body.append(f'<text x="{x_axis.at(value):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle" fill="#555">{_number(value)}</text>')
    body.append(f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - BOTTOM + 36}" text-anchor="end" fill="#555">{escape(x_label)}</text>')
    for index, row in enumerate(series.values()):
        colour = COLOURS[index % len(COLOURS)]
        path = " ".join(f"{x_axis.at(x):.1f},{y_axis.at(y):.1f}" for x, y in sorted(row))
        body.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        body += [f'<circle cx="{x_axis.at(x):.1f}" cy="{y_axis.at(y):.1f}" r="3.5" fill="{colour}"/>' for x, y in row]
    return _frame(title, y_label, body + list(_legend(series)))
