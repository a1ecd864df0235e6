//! The letters in English.

use super::Text;
use crate::mail::kind::Kind;

pub(super) const AUTOMATIC: &str = "This is an automatic message. Please do not answer it.";

pub(super) fn text(kind: Kind) -> Text {
    match kind {
        Kind::VerifyAddress => Text {
            subject: "Please confirm your e-mail address",
            before: "Somebody entered this e-mail address to open an account. If it was you, please confirm it.",
            link: "Confirm my address",
            after: Some(
                "The link works once and only for a short time. If it was not you, you do not have to do anything: without this step the account cannot be used.",
            ),
        },
        Kind::AlreadyRegistered => Text {
            subject: "You already have an account",
            before: "Somebody entered this e-mail address to open an account, but it has one already. If it was you, please sign in.",
            link: "Sign in",
            after: Some(
                "If you have forgotten your password, you can choose a new one on the same page. If it was not you, you do not have to do anything.",
            ),
        },
        Kind::ResetPassword => Text {
            subject: "Choose a new password",
            before: "Somebody asked for a new password for the account with this e-mail address. If it was you, you can choose one now.",
            link: "Choose a new password",
            after: Some(
                "The link works once and only for a short time. If it was not you, you do not have to do anything: your password stays as it is.",
            ),
        },
        Kind::PasswordChanged => Text {
            subject: "Your password was changed",
            before: "The password of your account was changed. To keep you safe, we signed you out on every device.",
            link: "Choose a new password",
            after: Some(
                "If you changed it yourself, you do not have to do anything. If it was not you, please use the link to choose a new password now.",
            ),
        },
        Kind::AccountClosed => Text {
            subject: "Your account is closed",
            before: "Your account was closed, and you were signed out on every device.",
            link: "See what you can do",
            after: Some(
                "If you do not know why, please ask the people you know there. Nothing that you did is lost.",
            ),
        },
        Kind::AccountErased => Text {
            subject: "What we kept about you is erased",
            before: "You asked for it, and it is done: your account and what was kept about you are erased. You cannot sign in any more.",
            link: "Read what is kept, and why",
            after: Some(
                "Figures in which nobody has a name stay. If something is not right, call us, or ask the Privacy Commissioner (pcpd.org.hk).",
            ),
        },
        Kind::AccountReopened => Text {
            subject: "Your account is open again",
            before: "Your account can be used again. Your password is the one you had.",
            link: "Sign in",
            after: Some("If you have forgotten your password, you can choose a new one on the same page."),
        },
        Kind::NewDevice => Text {
            subject: "A new device",
            before: "Somebody signed in to your account on a device that we do not know. If it was you, you do not have to do anything.",
            link: "Choose a new password",
            after: Some(
                "If it was not you, please use the link to choose a new password now. That signs you out on every device.",
            ),
        },
        Kind::SignInChanged => Text {
            subject: "How you sign in has changed",
            before: "Something about how you sign in was changed or used: a passkey, an app with codes, or a recovery code. If it was you, you do not have to do anything.",
            link: "Look at it",
            after: Some(
                "If it was not you, please choose a new password now, and tell the people you know there.",
            ),
        },
        Kind::Invitation => Text {
            subject: "You have an invitation",
            before: "An invitation is waiting for you. The page behind the link says what it is for.",
            link: "See the invitation",
            after: Some(
                "The link works once and only for a short time. If you do not expect an invitation, you do not have to do anything.",
            ),
        },
        Kind::SomethingToRead => Text {
            subject: "There is something to read",
            before: "There is something for you to read. Please sign in to see it.",
            link: "Sign in and read",
            after: None,
        },
        Kind::Appointment => Text {
            subject: "About an appointment",
            before: "There is news about one of your appointments. Please sign in to see it.",
            link: "See the appointment",
            after: None,
        },
        Kind::Sealed => Text {
            subject: "A number to keep",
            before: "The link below ends with a number that stands for all that was written until today. Please keep this message: the number shows later whether any of it was changed.",
            link: "Sign in",
            after: Some("There is nothing else to do. A message like this comes once a day."),
        },
        Kind::NotBackedUp => Text {
            subject: "A copy is missing",
            before: "The server could not make its daily copy. It tries again every ten minutes. Please tell whoever looks after the server: the reason is in its log.",
            link: "Sign in",
            after: Some("Until a copy can be made, a message like this comes once a day."),
        },
        Kind::DiskLow => Text {
            subject: "A disk is nearly full",
            before: "There is too little room left on the disk of the server. When it is full, nothing can be saved any more. Please tell whoever looks after the server today.",
            link: "See how the server is",
            after: Some("Until there is room again, a message like this comes once a day."),
        },
        Kind::ClockSet => Text {
            subject: "A clock has jumped",
            before: "The clock of the server was suddenly set to another time. Times and deadlines may be wrong until it is right. Please tell whoever looks after the server today.",
            link: "See how the server is",
            after: Some("Until the clock is right, a message like this comes once a day."),
        },
    }
}
