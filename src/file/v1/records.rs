//! Version 1: the fields of every record, as the file spells them and in the order in which they are written.
//! A field is added here under a new minor version; none is ever renamed. Must not know how records are listed.

use crate::{
    file::value::shape,
    model::{
        AppearanceRule, Area, AreaMeaning, AreaShape, Camera, Conflict, Evidence, Family, Filter, Flow,
        FlowKind, Focus, Goal, Group, Influence, MapInfo, Note, Organisation, PageSetup, Scale, Sector,
        Stance, View,
    },
};

shape!(
    MapInfo, "the map",
    default Self::default(),
    fields {
        title, subtitle, place, author, licence, sources, coverage, created, as_of, background, palette,
        status_names, appearance, goals, areas, conflicts,
    }
);
shape!(Goal, "a goal", key id, required { id } make |id| Goal { id, text: String::new() }, fields { text });
shape!(
    Area, "an area",
    key id,
    required { id, extent }
    make |id, extent| Area {
        id, title: String::new(), extent, meaning: AreaMeaning::Title, shape: AreaShape::Rect
    },
    fields { title, meaning, shape }
);
shape!(
    Conflict, "a conflict",
    required { record }
    make |record| Conflict { record, field: String::new(), ours: String::new(), theirs: String::new() },
    fields { field, ours, theirs }
);
shape!(
    AppearanceRule, "a rule for appearance",
    required { target, field } make |target, field| AppearanceRule { target, field },
    fields {}
);

shape!(Sector, "a sector", record "id", default Self::default(), fields { name, hue, glyph, pattern, order });
shape!(
    Scale, "a scale",
    record "id",
    default Self::default(),
    fields { name, level, lightness, chroma, outline }
);
shape!(Family, "a family of flow kinds", record "id", default Self::default(), fields { name, colour, order });
shape!(
    FlowKind, "a flow kind",
    record "id",
    default Self::default(),
    fields { name, family, colour, dash, undirected, order, question }
);

shape!(
    Organisation, "an organisation",
    record "id",
    default Self::default(),
    fields {
        name, kind, sector, scale, reach, place, count, roles, tags, description, url, influence, stances,
        active_from, active_to, status, position, size, pinned, locked, z_order, style, evidence, extra,
    }
);
// No tower and a tower of no stones are two statements: the height is written even when it is 0.
shape!(
    Influence, "an influence",
    required { height }
    make |height| Influence { height, ..Influence::default() },
    fields { agreed_by, when }
);
shape!(
    Stance, "a stance",
    key goal,
    required { goal, position } make |goal, position| Stance { goal, position },
    fields {}
);

shape!(
    Flow, "a flow",
    record "id",
    required { from, to, kind } make Flow::new,
    fields {
        direction, formality, status, label, condition, via, weight, active_from, active_to, route, z_order, style,
        evidence, extra,
    }
);

shape!(
    Group, "a group",
    record "id",
    default Self::default(),
    fields { label, members, look, collapsed, locked, z_order, style, evidence }
);
shape!(
    Note, "a note",
    record "id",
    default Self::default(),
    fields { text, position, size, look, colour, attached_to, parked, locked, z_order }
);
shape!(
    Evidence, "a piece of evidence",
    record "id",
    default Self::default(),
    fields { text, quote, respondent, source, method, date, confidence, recorded_by }
);

shape!(
    View, "a view",
    record "id",
    default Self::default(),
    fields {
        name, filter, focus, layout, camera, palette, legend, hidden_kinds, date, later_date, caption, speaker_notes,
        order, page,
    }
);
shape!(
    Filter, "a filter",
    default Self::default(),
    fields { text, sectors, scales, kinds, flow_kinds, statuses, formalities, tags, evidence }
);
shape!(
    Focus, "a focus",
    required { organisation }
    make |organisation| Focus { organisation, steps: 0, upstream: false, downstream: false },
    fields { steps, upstream, downstream }
);
shape!(
    Camera, "a camera",
    required { center, zoom } make |center, zoom| Camera { center, zoom },
    fields {}
);
shape!(
    PageSetup, "a page",
    default Self::default(),
    fields {
        width_mm, height_mm, minimum_type_pt, margin_mm, format, preset, dpi, ground, outlines, embed_map, with,
        without,
    }
);
