//! Arranging: the actions that align, distribute, stack, lock and pin, each one command on what is selected.
//! Must not know how any of it is worked out: that is the editor's.

use super::Shell;
use crate::{
    app::actions::Action,
    editor::{Arrangement, Held, Stacking, arranged, stacked, toggled},
};

impl Shell {
    /// Carries out an action of arranging; false when it is none.
    pub(super) fn arrange(&mut self, action: Action) -> bool {
        let Some(workspace) = &mut self.workspace else { return false };
        let targets = workspace.session.selection().targets().to_vec();
        let command = if let Some(how) = arrangement(action) {
            let appearance = &self.appearance;
            let boxes = workspace.canvas.boxes(&workspace.session, &appearance.look, &appearance.fonts);
            arranged(workspace.session.document(), &targets, &boxes, how)
        } else if let Some(how) = stacking(action) {
            stacked(workspace.session.document(), &targets, how)
        } else if let Some(by) = holding(action) {
            toggled(workspace.session.document(), &targets, by)
        } else {
            return false;
        };
        let result = command.and_then(|command| workspace.session.perform(command));
        self.tell(result);
        true
    }
}

fn arrangement(action: Action) -> Option<Arrangement> {
    Some(match action {
        Action::AlignLeft => Arrangement::Left,
        Action::AlignCentre => Arrangement::Centre,
        Action::AlignRight => Arrangement::Right,
        Action::AlignTop => Arrangement::Top,
        Action::AlignMiddle => Arrangement::Middle,
        Action::AlignBottom => Arrangement::Bottom,
        Action::DistributeAcross => Arrangement::Across,
        Action::DistributeDown => Arrangement::Down,
        _ => return None,
    })
}

fn stacking(action: Action) -> Option<Stacking> {
    Some(match action {
        Action::BringToFront => Stacking::Front,
        Action::BringForward => Stacking::Forward,
        Action::SendBackward => Stacking::Backward,
        Action::SendToBack => Stacking::Back,
        _ => return None,
    })
}

fn holding(action: Action) -> Option<Held> {
    Some(match action {
        Action::Lock => Held::Locked,
        Action::Pin => Held::Pinned,
        _ => return None,
    })
}
