//! The table of actions: the only place where a name, a sign or a key is given.
//! Must not know how anything is done.

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::{Action, Entry, Menu, Needs};
use crate::app::icons;

const PLAIN: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL: Modifiers = Modifiers::COMMAND;
const ALT: Modifiers = Modifiers::ALT;
const CTRL_ALT: Modifiers = Modifiers::COMMAND.plus(Modifiers::ALT);
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

macro_rules! table {
    ($($menu:ident $section:literal { $(
        $action:ident $name:literal $icon:ident [$($modifiers:ident $key:ident),*] $needs:ident $description:literal;
    )* })*) => {
        /// All actions, in the order of the menus.
        pub static TABLE: &[Entry] = &[$($(
            Entry {
                action: Action::$action,
                name: $name,
                icon: icons::$icon,
                shortcuts: &[$(key($modifiers, Key::$key)),*],
                menu: Menu::$menu,
                section: $section,
                description: $description,
                needs: Needs::$needs,
            },
        )*)*];
    };
}

table! {
    File 0 {
        NewMap "New map" FILE_PLUS [CTRL N] Nothing "Begin an empty map";
        NewBandsMap "New map of sectors by scale" SQUARES_FOUR [] Nothing "Begin a map with a band for each scale and a column for each sector";
        OpenMap "Open map…" FOLDER_OPEN [CTRL O] Nothing "Choose a map file and open it";
        Import "Import…" TRAY [CTRL I] Nothing "Look at another program's file or a table, say what it means, and open it or add it to this map";
        StartPage "Start page" HOUSE [] Nothing "Recent maps, templates and examples";
    }
    File 1 {
        SaveMap "Save map" FLOPPY_DISK [CTRL S] Map "Write the map to its file";
        SaveMapAs "Save map as…" FLOPPY_DISK [CTRL_SHIFT S] Map "Write the map to another file";
        ChangedOnDisk "Changes in the file…" ARROWS_CLOCKWISE [] Map "What somebody else has changed in the map's file: reload it, or merge it with what is open";
        Conflicts "Conflicts of a merge" ARROWS_LEFT_RIGHT [] Map "Decide, one after the other, where a merge left two values";
        Backups "Backups…" HARD_DRIVES [] Map "What the map's file said before it was saved over: look through, compare, bring back, save elsewhere";
        Unread "What could not be read…" WARNING [] Map "What is the matter with a damaged map that is open to look at, line by line";
    }
    File 2 {
        ExportFigure "Export figure…" EXPORT [CTRL_SHIFT E] Map "Choose page, format and looks, see the page, and write it";
        ExportSvg "Export figure as SVG…" FILE_TEXT [] Map "A vector figure with legend, for Word, Inkscape or a web page";
        ExportPdf "Export figure as PDF…" FILE_TEXT [] Map "A vector figure with legend, embedded type and text that can be searched";
        ExportPng "Export figure as PNG…" IMAGE [] Map "A picture with legend at 300 dots an inch";
        ExportHtml "Export map as web page…" GLOBE [] Map "One file for any browser: search, filter, tables and story, without evidence and notes";
        ExportHandout "Export hand-out…" FILE_TEXT [] Map "One PDF to give to others: the figure, organisations, flows and their evidence, without respondents and notes";
        SaveReport "Save findings as report…" LIGHTBULB [] Map "What the measures say, as a text (Markdown), a web page, or a table for a spreadsheet";
        SaveForProgram "Save for another program…" GRAPH [CTRL_SHIFT I] Map "As GraphML, GEXF, a workbook, Kumu, draw.io and others: see what the file cannot hold and what goes along, then write it";
        SaveRedacted "Save a redacted copy…" EYE_SLASH [] Map "A copy of the map without evidence, respondents, notes and speaker notes; the map stays whole";
    }
    File 3 {
        CloseMap "Close map" X [CTRL W] Map "Close the map and go to the start page";
        Quit "Quit" SIGN_OUT [CTRL Q] Nothing "Close the window";
    }
    Edit 0 {
        Undo "Undo" UNDO [CTRL Z] Undo "Take the last edit back";
        Redo "Redo" REDO [CTRL_SHIFT Z, CTRL Y] Redo "Do again what was taken back";
        History "History" CLOCK_BACK [CTRL H] Map "Every step with its time, to go to any; states with names, to compare and bring back";
    }
    Edit 1 {
        Cut "Cut" SCISSORS [CTRL X] Selection "Take what is selected to the clipboard";
        Copy "Copy" COPY [CTRL C] Selection "Copy what is selected, also for another window";
        CopyPicture "Copy as picture" IMAGE [CTRL_SHIFT C] Map "What is selected with the flows between, or else the map as shown, for a document or a message";
        CopySvg "Copy as SVG" COPY [CTRL_ALT C] Map "The same as lines and words, for Inkscape or a web page";
        Paste "Paste" CLIPBOARD [CTRL V] Map "Put what was copied on the map; a table is looked at first, a list goes to the capture bar, other text becomes a note";
        Duplicate "Duplicate" STACK [CTRL D] Selection "A second one beside what is selected";
        Delete "Delete" TRASH [PLAIN Delete, PLAIN Backspace] Selection "Take what is selected off the map";
    }
    Edit 2 {
        SelectAll "Select all" SELECT_ALL [CTRL A] Map "Select everything on the map";
        Deselect "Deselect" SELECT_NONE [CTRL_SHIFT A] Selection "Select nothing";
        Rename "Rename" PENCIL [PLAIN F2] One "Type a new name in place";
    }
    Edit 4 {
        Consolidate "Consolidate duplicates…" USERS_THREE [] Map "Pairs of organisations that are probably one, side by side, to be merged";
        Find "Find" MAGNIFYING_GLASS [CTRL F, PLAIN Slash] Map "Find organisations, flows and notes by a part of what is written of them";
    }
    Edit 5 {
        ChooseSector "Sector…" CIRCLE [PLAIN S] Map "A sector for what is selected, or for what is made next";
        ChooseScale "Scale…" STACK [PLAIN C] Map "A scale for what is selected, or for what is made next";
        ChooseKind "Kind of flow…" FLOW [PLAIN K] Map "A kind for the flows that are selected, or for those made next";
        ChooseFormality "Formality…" LINK [PLAIN M] Map "Formal or informal, for the flows that are selected";
        ChooseStatus "Status…" CLOCK_BACK [PLAIN T] Map "Current, wanted, proposed, absent or ended, for what is selected";
    }
    Edit 6 {
        InfluenceUp "More influence" PLUS [PLAIN Plus, PLAIN Equals] Organisation "A stone more on the towers of what is selected";
        InfluenceDown "Less influence" MINUS [PLAIN Minus] Organisation "A stone less on the towers of what is selected";
        GoalStance "Stance on the goal" FLAG [PLAIN W] Organisation "Support, oppose, neutral or none for what is selected, on the goal that is chosen in the panel";
        GoalNext "Next goal" CARET_RIGHT [SHIFT W] Map "Choose the next goal in the panel of influence and goals";
    }
    Edit 3 {
        Group "Group" GROUP [CTRL G, PLAIN G] Several "Put a titled group round what is selected";
        Ungroup "Ungroup" UNGROUP [CTRL_SHIFT G] Group "Dissolve the group, keep its members";
        ToggleFold "Collapse group" ARROWS_IN [CTRL E] Group "Show the group as one node with its flows summed up, or expand it again";
        TogglePark "Park note" TRAY [CTRL_SHIFT P] Note "Put the note in the parking lot beside the map, or bring it back";
    }
    View 0 {
        ZoomIn "Zoom in" MAGNIFYING_GLASS_PLUS [CTRL Plus, CTRL Equals] Map "Nearer to the middle of the canvas";
        ZoomOut "Zoom out" MAGNIFYING_GLASS_MINUS [CTRL Minus] Map "Farther from the canvas";
        ZoomActual "Zoom to 100 %" MAGNIFYING_GLASS [CTRL Num0] Map "Show the map at its own size";
        ZoomFit "Zoom to fit" FRAME_CORNERS [CTRL Num1] Map "Show the whole map";
        ZoomSelection "Zoom to selection" CORNERS_OUT [CTRL Num2] Selection "Show what is selected";
    }
    View 1 {
        ToggleExplore "Explore" GRAPH [PLAIN E] Map "Show the map as a live network that arranges itself by who is joined to whom";
        Findings "Findings" LIGHTBULB [PLAIN J] Map "What the measures say of the map, in sentences: who holds it together, who brokers, what is missing; a click shows it";
        CompareWith "Compare with…" ARROWS_LEFT_RIGHT [SHIFT J] Map "Lay another map over this one or beside it: what came, went, changed and moved, measures of both, and how far several maps agree";
        NextDifference "Next difference" CARET_DOWN [PLAIN F3] Map "Go to the next of what differs from the map that this one is compared with";
        PreviousDifference "Difference before" CARET_UP [SHIFT F3] Map "Go to what differs before this one";
        Table "Table" ROWS [PLAIN B] Map "Organisations and flows as rows, to sort, filter and edit in place";
        TableAlone "Table alone" ARROWS_OUT [SHIFT B] Map "The table in the map's place, or beside it again";
        Influence "Influence and goals" CHART_BAR [PLAIN I] Map "Towers of influence and who supports which goal, and a reading of them";
        ReadInfluence "Read out influence" LIST [SHIFT I] Map "Read the towers aloud from the highest down, correct them and agree on them";
        KeyCard "Key card" KEYBOARD [] Map "Show what each letter does on the canvas";
        TogglePanels "Legend and inspector" SIDEBAR [PLAIN P, CTRL Backslash] Map "Fold or unfold the panels at the right";
    }
    View 6 {
        ShowInfluence "Towers of influence" CHART_BAR [] Map "Show the towers of influence beside the organisations";
        ShowGoals "Goals on the map" FLAG [] Map "Show beside each organisation which goals it supports or opposes";
        OneLineAKind "One line a kind of flow" FLOW [] Map "Bundle the flows of one kind between the same two organisations, with their number; the flows stay as they are";
        OneLineAPair "One line a pair" ARROWS_IN [] Map "Sum up all flows between the same two organisations in one line, with their number; the flows stay as they are";
        SharedStems "One line side by side" GRAPH [] Map "Flows of one organisation that run side by side are one line, with their number, until they part; the flows stay as they are";
    }
    View 5 {
        Grid "Grid" DOTS_NINE [CTRL Quote] Map "Dots under the map, to which what is moved and placed comes; in no figure";
    }
    View 7 {
        Filter "Filter…" SQUARES_FOUR [CTRL_SHIFT F] Map "Show only what has this sector, scale, kind, tag or evidence";
        FocusOn "Focus on this" CORNERS_OUT [PLAIN D] Map "Show only what is near the selected organisation; again, a step farther";
        FocusLess "Focus a step nearer" MINUS [SHIFT D] Map "Show less of what is near, at last leave the focus";
        ShowAll "Show all" EYE [CTRL_SHIFT H] Map "Hide nothing any more";
        Views "Views and story" LIST [PLAIN F4] Map "Saved views: choose, order, and write what is said to each";
        SaveView "Add story step from this view" PLUS [SHIFT F4] Map "Keep place, filter and focus as they are now, as the next step of the story";
    }
    View 9 {
        Time "Time" CLOCK_BACK [CTRL T] Map "The map at its dates: what was there, what came and went, before and after";
        PlayTime "Play the dates" PLAY [CTRL_SHIFT T] Map "One date after the other, to the last; again stops it";
    }
    View 4 {
        Present "Present" PRESENTATION [PLAIN F5] Map "The map alone on the screen, one view after the other";
        FullScreen "Full screen" ARROWS_OUT [PLAIN F11] Nothing "The window fills the screen";
    }
    View 5 {
        NextPart "Next part of the window" ROWS [PLAIN F6] Map "The keyboard goes round: canvas, tools, legend, inspector, menus";
        PreviousPart "Part before" ROWS [SHIFT F6] Map "The keyboard goes to the part of the window before this one";
    }
    View 2 {
        ThemeLight "Light theme" SUN [] Nothing "Light page and panels";
        ThemeDark "Dark theme" MOON [] Nothing "Dark page and panels";
        ThemeSystem "System theme" MONITOR [] Nothing "Light or dark, as the system asks";
        ReduceMotion "Reduce motion" EYE_SLASH [] Nothing "Camera and panels go where they go at once, without gliding";
    }
    View 8 {
        KeepHistory "Keep history" CLOCK_BACK [] Nothing "Write every step down, so that no edit is lost with the program, and undo works after closing; keep backups of what is saved over";
        WipeHistory "Wipe kept histories and backups…" TRASH [] Nothing "Take away what is kept of closed maps: steps, named versions and backups, never a map";
    }
    View 3 {
        TextLarger "Larger text" TEXT_SIZE [CTRL_SHIFT Period] Nothing "Everything in the window larger, up to 200 %";
        TextSmaller "Smaller text" TEXT_SIZE [CTRL_SHIFT Comma] Nothing "Everything in the window smaller, down to 100 %";
        TextNormal "Usual text size" TEXT_SIZE [] Nothing "Everything in the window at 100 %";
    }
    Insert 0 {
        ToolSelect "Select" CURSOR [PLAIN V] Map "Select and move; drag from a rim to draw a flow";
        ToolOrganisation "Organisation" ORGANISATION [PLAIN O] Map "Click where an organisation belongs, then type its name";
        ToolFlow "Flow" FLOW [PLAIN F] Map "Drag from one organisation to another";
        ToolNote "Note" NOTE [PLAIN N] Map "Click where a note belongs, then type";
        ToolHand "Hand" HAND [PLAIN H] Map "Move the canvas";
    }
    Insert 1 {
        Capture "Type organisations and flows" KEYBOARD [CTRL L, PLAIN A] Map "A line in which “A > B : funding” makes two organisations and their flow";
        Round "Round of one kind" ARROWS_CLOCKWISE [PLAIN R] Map "One kind of flow at a time, with its question on the screen";
        RoundTakeBack "Take back the last of the round" UNDO [PLAIN U] Round "Take the round's last step back, never what stood before the round";
        RoundTakeBackAll "Take back the round" CLOCK_BACK [SHIFT U] Round "Take back all that was done in this round";
        RoundQuestion "Rewrite the round's question" PENCIL [PLAIN Q] Round "Put the question of this round in other words";
        RoundEnd "End the rounds" X [SHIFT R] Round "Leave the rounds and say what they brought";
        AddFlowAnyway "Add anyway" FLOW [] Offer "Draw the flow that was refused because another says the same";
    }
    Arrange 0 {
        Layout "Lay out…" SQUARES_FOUR [PLAIN Y, CTRL_SHIFT L] Map "Choose how the map is arranged, and see it before it is kept";
        Tidy "Tidy" ALIGN_LEFT [] Map "The map as you drew it, without overlaps, near lines and gaps made even";
        LayOutBands "Lay out in bands" ROWS [] Map "A band for each scale, the largest on top";
        LayOutGrid "Lay out in a grid" DOTS_NINE [] Map "A band for each scale, a column for each sector";
        LayOutRings "Lay out in rings" CIRCLE [] Map "A ring for each scale, a slice for each sector, anybody in the middle";
        LayOutNetwork "Lay out as a network" GRAPH [] Map "Who is joined stands near each other";
        LayOutLayers "Lay out in layers" FLOW [] Map "Flows run one way, layer after layer";
    }
    Arrange 1 {
        AlignLeft "Align left" ALIGN_LEFT [ALT A] Arrangeable "Left edges in one line, with what is locked among them";
        AlignCentre "Align centres" ALIGN_CENTRE [ALT H] Arrangeable "One above the other, centres in one upright line";
        AlignRight "Align right" ALIGN_RIGHT [ALT D] Arrangeable "Right edges in one line, with what is locked among them";
        AlignTop "Align top" ALIGN_TOP [ALT W] Arrangeable "Upper edges in one line, with what is locked among them";
        AlignMiddle "Align middles" ALIGN_MIDDLE [ALT V] Arrangeable "Side by side, centres in one level line";
        AlignBottom "Align bottom" ALIGN_BOTTOM [ALT S] Arrangeable "Lower edges in one line, with what is locked among them";
    }
    Arrange 2 {
        DistributeAcross "Distribute across" DISTRIBUTE_ACROSS [CTRL_ALT H] Distributable "Equal gaps from left to right; the outermost stay";
        DistributeDown "Distribute down" DISTRIBUTE_DOWN [CTRL_ALT J] Distributable "Equal gaps from top to bottom; the outermost stay";
    }
    Arrange 3 {
        BringToFront "Bring to front" TO_FRONT [PLAIN CloseBracket] Selection "Before all others of its sort";
        BringForward "Bring forward" CARET_UP [CTRL CloseBracket] Selection "Before the next of its sort";
        SendBackward "Send backward" CARET_DOWN [CTRL OpenBracket] Selection "Behind the next of its sort";
        SendToBack "Send to back" TO_BACK [PLAIN OpenBracket] Selection "Behind all others of its sort";
    }
    Arrange 4 {
        Lock "Lock" LOCK [PLAIN L] Selection "Nothing moves or changes it by accident; again sets it free";
        Pin "Pin" PUSH_PIN [PLAIN X] Selection "Layouts leave it where it is, hands move it; again sets it free";
    }
    Help 0 {
        CommandPalette "Search commands" COMMAND [CTRL K] Nothing "Find a command by a part of its name";
        Shortcuts "Keyboard shortcuts" KEYBOARD [PLAIN F1, PLAIN Questionmark] Nothing "All keys on a page";
        CopyFaultReport "Copy fault report" CLIPBOARD [] Nothing "What is known of the last fault of ecomap, without anything of the map, to be sent to who mends it";
        About "About ecomap" INFO [] Nothing "Version, licences, where settings are kept";
    }
}
