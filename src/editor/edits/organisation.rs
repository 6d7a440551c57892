//! Edits of organisations: adding one, alone or at the end of a new flow.
//! Must not know where the pointer was.

use crate::model::{Flow, FlowKindId, Organisation, OrganisationId, RecordId};

use super::{CommandError, Draft, Outcome, flow, text};

pub(super) fn add(draft: &mut Draft, organisation: &Organisation) -> Result<Outcome, CommandError> {
    let id = put(draft, organisation);
    Ok(Outcome::named("Add organisation").selecting([id]))
}

pub(super) fn add_connected(
    draft: &mut Draft,
    from: &OrganisationId,
    organisation: &Organisation,
    kind: &FlowKindId,
) -> Result<Outcome, CommandError> {
    draft.need_organisation(from)?;
    let id = put(draft, organisation);
    flow::put(draft, &flow::of_kind(draft, Flow::new(from.clone(), id.clone(), kind.clone())))?;
    Ok(Outcome::named("Add connected organisation").selecting([id]))
}

fn put(draft: &mut Draft, organisation: &Organisation) -> OrganisationId {
    let mut organisation = organisation.clone();
    text::clean_organisation(&mut organisation);
    let id = draft.new_organisation_id(&organisation.name, |_| false);
    draft.put(RecordId::Organisation(id.clone()), organisation);
    id
}
