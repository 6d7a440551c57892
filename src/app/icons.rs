//! The drawn signs of the interface: code points of the bundled Phosphor face (see `assets/LICENSES.md`).
//! Must not know where they are shown.

macro_rules! icons {
    ($($name:ident = $code:literal;)*) => {
        $(
            #[doc = concat!("Phosphor U+", $code, ".")]
            pub const $name: &str = $code;
        )*
        /// All of them, for the test that the face has each.
        pub const ALL: &[(&str, &str)] = &[$((stringify!($name), $name),)*];
    };
}

icons! {
    ALIGN_BOTTOM = "\u{eb0c}";
    ALIGN_CENTRE = "\u{eb0e}";
    ALIGN_LEFT = "\u{eaee}";
    ALIGN_MIDDLE = "\u{eb10}";
    ALIGN_RIGHT = "\u{eb12}";
    ALIGN_TOP = "\u{eb14}";
    ARROW_LEFT = "\u{e058}";
    ARROW_RIGHT = "\u{e06c}";
    ARROWS_CLOCKWISE = "\u{e094}";
    ARROWS_IN = "\u{e09e}";
    ARROWS_LEFT_RIGHT = "\u{e0a0}";
    ARROWS_OUT = "\u{e0a2}";
    BANK = "\u{e0b4}";
    CARET_DOWN = "\u{e136}";
    CARET_LEFT = "\u{e138}";
    CARET_RIGHT = "\u{e13a}";
    CARET_UP = "\u{e13c}";
    CHART_BAR = "\u{e150}";
    CHECK = "\u{e182}";
    CHECK_CIRCLE = "\u{e184}";
    CIRCLE = "\u{e18a}";
    CIRCLE_HALF = "\u{e18c}";
    CIRCLES_THREE_PLUS = "\u{e194}";
    CLIPBOARD = "\u{e198}";
    CLOCK_BACK = "\u{e1a0}";
    COMMAND = "\u{e1c4}";
    COPY = "\u{e1ca}";
    CORNERS_OUT = "\u{e1d0}";
    CURSOR = "\u{e1dc}";
    DISTRIBUTE_ACROSS = "\u{e546}";
    DISTRIBUTE_DOWN = "\u{e5a2}";
    DOTS_NINE = "\u{e1fc}";
    DOTS_THREE = "\u{e1fe}";
    EXPORT = "\u{eaf0}";
    EYE = "\u{e220}";
    EYE_SLASH = "\u{e224}";
    FILE = "\u{e230}";
    FILE_PLUS = "\u{e236}";
    FILE_TEXT = "\u{e23a}";
    FLAG = "\u{e244}";
    FLOPPY_DISK = "\u{e248}";
    FLOW = "\u{e6ec}";
    FOLDER = "\u{e24a}";
    FOLDER_OPEN = "\u{e256}";
    FRAME_CORNERS = "\u{e626}";
    GLOBE = "\u{e288}";
    GRAPH = "\u{eb58}";
    GROUP = "\u{e69c}";
    HAND = "\u{e298}";
    HARD_DRIVES = "\u{e2a0}";
    HOUSE = "\u{e2c2}";
    IMAGE = "\u{e2cc}";
    INFO = "\u{e2ce}";
    KEYBOARD = "\u{e2d8}";
    LIGHTBULB = "\u{e2dc}";
    LINK = "\u{e2e2}";
    LIST = "\u{e2f0}";
    LOCK = "\u{e2fa}";
    LOCK_OPEN = "\u{e306}";
    MAGNIFYING_GLASS = "\u{e30c}";
    MAGNIFYING_GLASS_MINUS = "\u{e30e}";
    MAGNIFYING_GLASS_PLUS = "\u{e310}";
    MAP = "\u{e31a}";
    MINUS = "\u{e32a}";
    MONITOR = "\u{e32e}";
    MOON = "\u{e330}";
    NOTE = "\u{e34a}";
    ORGANISATION = "\u{e3f0}";
    PAUSE = "\u{e39e}";
    PENCIL = "\u{e3b4}";
    PLAY = "\u{e3d0}";
    PLUS = "\u{e3d4}";
    PRESENTATION = "\u{e654}";
    PUSH_PIN = "\u{e3e2}";
    QUESTION = "\u{e3e8}";
    QUOTES = "\u{e660}";
    REDO = "\u{e08c}";
    ROWS = "\u{e5a2}";
    SCISSORS = "\u{eae0}";
    SELECT_ALL = "\u{e746}";
    SELECT_NONE = "\u{e69e}";
    SIDEBAR = "\u{ec24}";
    SIGN_OUT = "\u{e42a}";
    SQUARES_FOUR = "\u{e464}";
    STACK = "\u{e466}";
    STAR = "\u{e46a}";
    SUN = "\u{e472}";
    TAG = "\u{e478}";
    TEXT_SIZE = "\u{e6ee}";
    TO_BACK = "\u{eaf8}";
    TO_FRONT = "\u{eaf6}";
    TRASH = "\u{e4a6}";
    TRAY = "\u{e4aa}";
    UNDO = "\u{e08a}";
    UNGROUP = "\u{e6ce}";
    USERS_THREE = "\u{e68e}";
    WARNING = "\u{e4e0}";
    WARNING_CIRCLE = "\u{e4e2}";
    X = "\u{e4f6}";
}
