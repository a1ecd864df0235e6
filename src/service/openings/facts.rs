//! What a host enters of an opening: one list of its fields, from which a new opening and a change of one are made.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access::HostId;
use crate::base::Text3;
use crate::people::checks::model::CheckKind;
use crate::service::slots::model::Category;
use crate::web::extract::present;

macro_rules! facts {
    (
        needed { $($(#[$meta:meta])* $needed:ident: $kind:ident),+ $(,)? }
        optional { $($(#[$opt:meta])* $optional:ident: $of:ident),+ $(,)? }
    ) => {
        /// What a host enters of an opening.
        #[derive(Clone, Debug, Serialize, ToSchema)]
        #[serde(rename_all = "camelCase")]
        pub struct OpeningFacts {
            $($(#[$meta])* pub $needed: $kind,)+
            $($(#[$opt])* #[serde(skip_serializing_if = "Option::is_none")] pub $optional: Option<$of>,)+
        }

        /// A new opening.
        #[derive(Deserialize, ToSchema)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub struct OpeningBody {
            /// Left out by somebody who acts for one host only.
            #[schema(value_type = Option<String>, format = Uuid)]
            pub host_id: Option<HostId>,
            $($(#[$meta])* $needed: $kind,)+
            $($(#[$opt])* $optional: Option<$of>,)+
        }

        impl From<OpeningBody> for OpeningFacts {
            fn from(body: OpeningBody) -> Self {
                Self { $($needed: body.$needed,)+ $($optional: body.$optional,)+ }
            }
        }

        /// What to change of an opening; fields that are left out stay as they are, `null` clears.
        #[derive(Debug, Default, Deserialize, ToSchema)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub struct OpeningPatch {
            $($(#[$meta])* pub $needed: Option<$kind>,)+
            $(
                $(#[$opt])*
                #[serde(default, deserialize_with = "present")]
                #[schema(value_type = Option<$of>)]
                pub $optional: Option<Option<$of>>,
            )+
            pub version: i64,
        }

        impl OpeningPatch {
            /// These facts with what is given in the place of what was before.
            #[must_use]
            pub fn applied_to(self, facts: OpeningFacts) -> OpeningFacts {
                OpeningFacts {
                    $($needed: self.$needed.unwrap_or(facts.$needed),)+
                    $($optional: self.$optional.unwrap_or(facts.$optional),)+
                }
            }
        }
    };
}

facts! {
    needed {
        title: Text3,
        text: Text3,
        what_you_will_do: Text3,
        category: Category,
        /// The code of the district.
        district: String,
    }
    optional {
        what_to_bring: Text3,
        /// In whole years, on the day of the shift.
        min_age: i64,
        /// A check that must be valid on the day of the shift.
        needs_check: CheckKind,
    }
}
