//! One operation: who may ask, what it answers, and with which problems.

use serde_json::Value;
use utoipa::openapi::example::Example;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{Content, Ref, RefOr, Response};

use super::place::{Place, name_of};
use super::problems::{self, Refused};
use super::{about, parameters};
use crate::access::leave::{Asks, asks};
use crate::access::{Action, Role, Tie, policy};
use crate::base::ProblemCode;
use crate::web::guard::NAMED;

/// Completes an operation; the names of the shapes that want an example are added to `used`.
pub fn complete(
    operation: &mut Operation,
    place: Place<'_>,
    refused: fn(&str) -> &'static [Refused],
    used: &mut Vec<String>,
) {
    let action = action(operation);
    let open = action.is_some_and(|action| may(action, Role::Anyone));
    if operation.security.is_none() {
        let bearer = SecurityRequirement::new(about::BEARER, [""; 0]);
        operation.security = Some(if open { Vec::new() } else { vec![bearer] });
    }
    for response in operation.responses.responses.values_mut() {
        if let RefOr::T(response) = response {
            describe_answer(response, place, used);
        }
    }
    if let Some(RefOr::T(body)) = &mut operation.request_body {
        body.description.get_or_insert_with(|| "What the operation needs; other fields are refused.".into());
        body.content.values_mut().for_each(|content| give_example(content, used));
    }
    parameters::describe(operation, place);
    let asked = operation.operation_id.as_deref().map(refused).unwrap_or_default();
    let problems = usual(operation, place, action, open);
    for (status, codes) in problems::gathered(problems.into_iter().chain(asked.iter().copied())) {
        operation.responses.responses.insert(status.to_string(), problems::of(status, &codes));
    }
    let other = RefOr::Ref(Ref::from_response_name(problems::OTHER));
    operation.responses.responses.insert("default".into(), other);
    let said = operation.description.take().map(|detail| format!("{detail}\n\n")).unwrap_or_default();
    operation.description = action.map(|action| format!("{said}{}", who_may(action)));
}

/// The action that the guard among the responses has named; it is no answer, and taken out.
fn action(operation: &mut Operation) -> Option<Action> {
    let Some(RefOr::T(named)) = operation.responses.responses.remove(NAMED) else { return None };
    Action::ALL.iter().copied().find(|action| action.name() == named.description)
}

fn may(action: Action, role: Role) -> bool {
    Tie::ALL.into_iter().any(|tie| policy::allows(action, role, tie))
}

fn who_may(action: Action) -> String {
    if may(action, Role::Anyone) {
        return "Open to everybody, without an account.".into();
    }
    if may(action, Role::Account) {
        return "Open to everybody who is signed in.".into();
    }
    let roles = Role::ALL.iter().filter(|role| !matches!(role, Role::System | Role::Operator));
    let names: Vec<_> = roles.filter(|role| may(action, **role)).map(|role| format!("`{role}`")).collect();
    format!("Open to the roles {}, each for what is theirs.", names.join(", "))
}

/// What follows from where an operation stands and what it reads.
fn usual(operation: &Operation, place: Place<'_>, action: Option<Action>, open: bool) -> Vec<Refused> {
    let shared = |status: u16| {
        problems::SHARED.iter().map(|(_, refused)| *refused).filter(move |refused| refused.status() == status)
    };
    let one_of_many = place.path.contains('{');
    let mut statuses = vec![422, 503];
    if !open {
        statuses.push(401);
    }
    if one_of_many {
        statuses.push(404);
    }
    if operation.request_body.is_some() {
        statuses.extend([408, 413, 415]);
    }
    let mut usual: Vec<Refused> = statuses.into_iter().flat_map(shared).collect();
    if let Some(action) = action.filter(|_| !open) {
        usual.extend(withheld(action, one_of_many));
    }
    if open {
        // None is needed; one that does not count is refused all the same.
        usual.push(Refused::Whole(401, &[ProblemCode::TokenInvalid, ProblemCode::SessionEnded]));
    }
    if reads_version(operation, place) {
        usual.push(Refused::Whole(409, &[ProblemCode::StaleVersion]));
    }
    usual
}

/// With what somebody who is signed in may be refused as who they are, or have shown to be.
fn withheld(action: Action, one_of_many: bool) -> impl Iterator<Item = Refused> {
    let asks = asks(action);
    let staff = Role::ALL.iter().any(|role| role.is_staff() && may(action, *role));
    let told: [(bool, &'static [ProblemCode]); 4] = [
        (one_of_many || !may(action, Role::Account), &[ProblemCode::Forbidden]),
        (asks != Asks::Nothing, &[ProblemCode::FactorRequired]),
        (asks != Asks::Nothing && staff, &[ProblemCode::FactorEnrolmentRequired]),
        (asks == Asks::FreshProof, &[ProblemCode::StepUpRequired]),
    ];
    told.into_iter().filter(|(is, _)| *is).map(|(_, codes)| Refused::Whole(403, codes))
}

fn reads_version(operation: &Operation, place: Place<'_>) -> bool {
    let Ok(whole) = serde_json::to_value(operation) else { return false };
    let body = whole.pointer("/requestBody/content/application~1json/schema");
    let shape = body.and_then(|schema| place.shape_of(schema));
    let in_body = shape.is_some_and(|shape| shape.pointer("/properties/version").is_some());
    let parameters = whole.pointer("/parameters").and_then(Value::as_array);
    let named = |parameter: &Value| parameter.get("name").and_then(Value::as_str) == Some("version");
    in_body || parameters.into_iter().flatten().any(named)
}

/// An answer without words of its own says what its shape is.
fn describe_answer(response: &mut Response, place: Place<'_>, used: &mut Vec<String>) {
    let schema = response.content.values().find_map(|content| match content {
        RefOr::T(content) => serde_json::to_value(&content.schema).ok(),
        RefOr::Ref(_) => None,
    });
    if response.description.is_empty() {
        let said = schema.as_ref().and_then(|schema| place.shape_of(schema)?.get("description")?.as_str());
        response.description = match schema {
            None => "Done; there is nothing to tell.".into(),
            Some(schema) => page_of(&schema, place).unwrap_or_else(|| said.unwrap_or_default().into()),
        };
    }
    response.content.values_mut().for_each(|content| give_example(content, used));
}

/// What a page is of, where its shape has words.
fn page_of(schema: &Value, place: Place<'_>) -> Option<String> {
    let item = place.shapes.get(name_of(schema)?.strip_prefix("Page_")?)?;
    Some(format!("One page of a list. {}", item.get("description")?.as_str()?))
}

fn give_example(content: &mut RefOr<Content>, used: &mut Vec<String>) {
    let RefOr::T(content) = content else { return };
    let schema = serde_json::to_value(&content.schema).unwrap_or_default();
    if let Some(name) = name_of(&schema) {
        let place = Ref::new(format!("#/components/examples/{name}"));
        content.examples.insert("example".into(), RefOr::<Example>::Ref(place));
        used.push(name.to_owned());
    }
}
