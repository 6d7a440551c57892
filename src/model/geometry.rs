//! Points, sizes and rectangles on the canvas, in canvas units (one unit is one pixel at zoom 1; y grows downward).
//! Must not know what stands there.

/// A place on the canvas, or a distance across it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right, canvas units.
    pub x: f64,
    /// Downward, canvas units.
    pub y: f64,
}

impl Point {
    /// A point of these coordinates.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Whether both coordinates are numbers.
    #[must_use]
    pub fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }

    /// No place on a canvas is further out than this along either axis, canvas units: what is drawn of larger numbers
    /// drowns in rounding, and sums of the largest are no numbers any more.
    pub const REACH: f64 = 1e9;

    /// Whether it is a place on a canvas: both numbers between plus and minus [`Self::REACH`].
    #[must_use]
    pub fn is_within_reach(self) -> bool {
        self.x.abs() <= Self::REACH && self.y.abs() <= Self::REACH
    }

    /// Distance from the origin.
    #[must_use]
    pub fn length(self) -> f64 {
        (self.x * self.x + self.y * self.y).sqrt()
    }

    /// Distance to another point.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        (self - other).length()
    }

    /// Same direction, length 1; zero stays zero.
    #[must_use]
    pub fn normalised(self) -> Self {
        let length = self.length();
        if length > 0.0 { self * (1.0 / length) } else { self }
    }

    /// Turned a quarter to the left as seen on the canvas (y downward).
    #[must_use]
    pub fn perpendicular(self) -> Self {
        Self::new(self.y, -self.x)
    }

    /// Its coordinates exchanged: mirrored at the diagonal.
    #[must_use]
    pub fn turned(self) -> Self {
        Self::new(self.y, self.x)
    }

    /// Scalar product.
    #[must_use]
    pub fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y
    }

    /// The point `t` of the way to `other` (0 here, 1 there).
    #[must_use]
    pub fn lerp(self, other: Self, t: f64) -> Self {
        self + (other - self) * t
    }
}

impl std::ops::Add for Point {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl std::ops::Sub for Point {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl std::ops::Mul<f64> for Point {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self::new(self.x * factor, self.y * factor)
    }
}

/// A width and a height, canvas units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Canvas units, not negative.
    pub width: f64,
    /// Canvas units, not negative.
    pub height: f64,
}

impl Size {
    /// A size of these sides.
    #[must_use]
    pub const fn new(width: f64, height: f64) -> Self {
        Self { width, height }
    }
}

/// An upright rectangle: top-left corner and size.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Canvas units, not negative.
    pub width: f64,
    /// Canvas units, not negative.
    pub height: f64,
}

impl Rect {
    /// A rectangle of this corner and size.
    #[must_use]
    pub const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }

    /// A rectangle around its centre.
    #[must_use]
    pub fn from_center(center: Point, size: Size) -> Self {
        Self::new(center.x - size.width / 2.0, center.y - size.height / 2.0, size.width, size.height)
    }

    /// The smallest rectangle with both points in it, in whatever order they come.
    #[must_use]
    pub fn from_corners(a: Point, b: Point) -> Self {
        Self::new(a.x.min(b.x), a.y.min(b.y), (a.x - b.x).abs(), (a.y - b.y).abs())
    }

    /// The smallest rectangle round all of them; `None` for none.
    #[must_use]
    pub fn around(rects: impl IntoIterator<Item = Self>) -> Option<Self> {
        rects.into_iter().reduce(Self::union)
    }

    /// Left edge.
    #[must_use]
    pub fn left(self) -> f64 {
        self.x
    }
    /// Right edge.
    #[must_use]
    pub fn right(self) -> f64 {
        self.x + self.width
    }
    /// Top edge.
    #[must_use]
    pub fn top(self) -> f64 {
        self.y
    }
    /// Bottom edge.
    #[must_use]
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }
    /// The middle.
    #[must_use]
    pub fn center(self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }
    /// Width and height.
    #[must_use]
    pub fn size(self) -> Size {
        Size::new(self.width, self.height)
    }
    /// The four corners, clockwise from the top left.
    #[must_use]
    pub fn corners(self) -> [Point; 4] {
        [
            Point::new(self.left(), self.top()),
            Point::new(self.right(), self.top()),
            Point::new(self.right(), self.bottom()),
            Point::new(self.left(), self.bottom()),
        ]
    }

    /// Mirrored at the diagonal: width and height exchanged, and the coordinates of its corner.
    #[must_use]
    pub fn turned(self) -> Self {
        Self::new(self.y, self.x, self.height, self.width)
    }

    /// The smallest rectangle round both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        let x = self.x.min(other.x);
        let y = self.y.min(other.y);
        Self::new(x, y, self.right().max(other.right()) - x, self.bottom().max(other.bottom()) - y)
    }

    /// Grown by `by` on every side (shrunk when negative, never below nothing).
    #[must_use]
    pub fn expanded(self, by: f64) -> Self {
        let width = (self.width + 2.0 * by).max(0.0);
        let height = (self.height + 2.0 * by).max(0.0);
        Self::from_center(self.center(), Size::new(width, height))
    }

    /// Moved by a distance.
    #[must_use]
    pub fn translated(self, by: Point) -> Self {
        Self { x: self.x + by.x, y: self.y + by.y, ..self }
    }

    /// Whether the point lies inside or on the edge.
    #[must_use]
    pub fn contains(self, point: Point) -> bool {
        point.x >= self.left() && point.x <= self.right() && point.y >= self.top() && point.y <= self.bottom()
    }

    /// Whether the other lies wholly inside.
    #[must_use]
    pub fn contains_rect(self, other: Self) -> bool {
        other.left() >= self.left()
            && other.right() <= self.right()
            && other.top() >= self.top()
            && other.bottom() <= self.bottom()
    }

    /// Whether they share more than an edge.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.left() < other.right()
            && other.left() < self.right()
            && self.top() < other.bottom()
            && other.top() < self.bottom()
    }

    /// Whether all four numbers are numbers and no side is negative.
    #[must_use]
    pub fn is_sane(self) -> bool {
        [self.x, self.y, self.width, self.height].iter().all(|n| n.is_finite())
            && self.width >= 0.0
            && self.height >= 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rectangles_that_touch_do_not_overlap() {
        let a = Rect::new(0.0, 0.0, 10.0, 10.0);
        assert!(!a.overlaps(Rect::new(10.0, 0.0, 5.0, 5.0)));
        assert!(a.overlaps(Rect::new(9.9, 9.9, 5.0, 5.0)));
        assert_eq!(a.union(Rect::new(20.0, -5.0, 1.0, 1.0)), Rect::new(0.0, -5.0, 21.0, 15.0));
    }
}
