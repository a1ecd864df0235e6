//! 繁體中文（香港）的信件。

use super::Text;
use crate::mail::kind::Kind;

pub(super) const AUTOMATIC: &str = "這是自動發出的電郵，請勿回覆。";

pub(super) fn text(kind: Kind) -> Text {
    match kind {
        Kind::VerifyAddress => Text {
            subject: "請確認你的電郵地址",
            before: "有人用這個電郵地址開立帳戶。如果是你本人，請確認。",
            link: "確認我的電郵地址",
            after: Some(
                "連結只可使用一次，並會在短時間後失效。如果不是你，不用理會：未經確認，帳戶不能使用。",
            ),
        },
        Kind::AlreadyRegistered => Text {
            subject: "你已經有帳戶",
            before: "有人用這個電郵地址開立帳戶，但這個地址已經有帳戶。如果是你本人，請登入。",
            link: "登入",
            after: Some("如果忘記了密碼，可以在同一頁設定新密碼。如果不是你，不用理會。"),
        },
        Kind::ResetPassword => Text {
            subject: "設定新密碼",
            before: "有人要求為這個電郵地址的帳戶設定新密碼。如果是你本人，現在就可以設定。",
            link: "設定新密碼",
            after: Some("連結只可使用一次，並會在短時間後失效。如果不是你，不用理會：你的密碼不會改變。"),
        },
        Kind::PasswordChanged => Text {
            subject: "你的密碼已經更改",
            before: "你的帳戶密碼已經更改。為了安全，你在所有裝置上都已登出。",
            link: "設定新密碼",
            after: Some("如果是你自己更改的，不用理會。如果不是你，請立即用以上連結設定新密碼。"),
        },
        Kind::AccountClosed => Text {
            subject: "你的帳戶已經停用",
            before: "你的帳戶已經停用，你在所有裝置上都已登出。",
            link: "查看可以怎樣做",
            after: Some("如果不知道原因，請向你認識的職員查詢。你做過的一切都會保留。"),
        },
        Kind::AccountErased => Text {
            subject: "你的資料已經刪除",
            before: "你要求刪除，我們已經做到：你的帳戶和有關你的資料已經刪除，不能再登入。",
            link: "看看會保留甚麼",
            after: Some(
                "不帶名字的數字會保留。如有不妥，可以致電我們，或向個人資料私隱專員公署（pcpd.org.hk）查詢。",
            ),
        },
        Kind::AccountReopened => Text {
            subject: "你的帳戶可以再次使用",
            before: "你的帳戶可以再次使用，密碼和以前一樣。",
            link: "登入",
            after: Some("如果忘記了密碼，可以在同一頁設定新密碼。"),
        },
        Kind::NewDevice => Text {
            subject: "新裝置",
            before: "有人在一部我們未見過的裝置登入了你的帳戶。如果是你本人，你不用做任何事。",
            link: "設定新密碼",
            after: Some("如果不是你，請立即用這個連結設定新密碼。所有裝置都會隨即登出。"),
        },
        Kind::SignInChanged => Text {
            subject: "你的登入方式有變",
            before: "你的登入方式有更改或被使用：通行密鑰、驗證碼程式或後備碼。如果是你本人，你不用做任何事。",
            link: "看看改了甚麼",
            after: Some("如果不是你，請立即設定新密碼，並告訴你認識的職員。"),
        },
        Kind::Invitation => Text {
            subject: "你收到一個邀請",
            before: "有一個邀請等你查看，連結的頁面會說明用途。",
            link: "查看邀請",
            after: Some("連結只可使用一次，並會在短時間後失效。如果你沒有預期收到邀請，不用理會。"),
        },
        Kind::SomethingToRead => Text {
            subject: "有內容等你閱讀",
            before: "有內容等你閱讀，請登入查看。",
            link: "登入並閱讀",
            after: None,
        },
        Kind::Appointment => Text {
            subject: "關於你的預約",
            before: "你的一個預約有新消息，請登入查看。",
            link: "查看預約",
            after: None,
        },
        Kind::Sealed => Text {
            subject: "請保存這個編號",
            before: "以下連結末尾的編號代表今天的記錄。請保存這封電郵：日後有人改動記錄，憑編號就能看出來。",
            link: "登入",
            after: Some("你不用再做其他事情。這類電郵每天一封。"),
        },
        Kind::NotBackedUp => Text {
            subject: "未能製作備份",
            before: "伺服器今日未能製作備份，每十分鐘會再試一次。請通知管理伺服器的同事，原因記在伺服器的日誌。",
            link: "登入",
            after: Some("備份成功之前，這類電郵每天一封。"),
        },
        Kind::DiskLow => Text {
            subject: "儲存空間快滿",
            before: "伺服器的儲存空間快用完。空間用完後，就不能再儲存任何資料。請今日通知管理伺服器的同事。",
            link: "查看系統狀況",
            after: Some("空間足夠之前，這類電郵每天一封。"),
        },
        Kind::ClockSet => Text {
            subject: "時鐘突然改變",
            before: "伺服器的時鐘突然改成另一個時間。時鐘調校正確之前，時間和限期可能有錯。請今日通知管理伺服器的同事。",
            link: "查看系統狀況",
            after: Some("時鐘正確之前，這類電郵每天一封。"),
        },
    }
}
