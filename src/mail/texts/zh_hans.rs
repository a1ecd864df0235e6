//! 简体中文的信件。

use super::Text;
use crate::mail::kind::Kind;

pub(super) const AUTOMATIC: &str = "这是自动发出的电邮，请勿回复。";

pub(super) fn text(kind: Kind) -> Text {
    match kind {
        Kind::VerifyAddress => Text {
            subject: "请确认你的电邮地址",
            before: "有人用这个电邮地址开立账户。如果是你本人，请确认。",
            link: "确认我的电邮地址",
            after: Some(
                "链接只可使用一次，并会在短时间后失效。如果不是你，不用理会：未经确认，账户不能使用。",
            ),
        },
        Kind::AlreadyRegistered => Text {
            subject: "你已经有账户",
            before: "有人用这个电邮地址开立账户，但这个地址已经有账户。如果是你本人，请登入。",
            link: "登入",
            after: Some("如果忘记了密码，可以在同一页设定新密码。如果不是你，不用理会。"),
        },
        Kind::ResetPassword => Text {
            subject: "设定新密码",
            before: "有人要求为这个电邮地址的账户设定新密码。如果是你本人，现在就可以设定。",
            link: "设定新密码",
            after: Some("链接只可使用一次，并会在短时间后失效。如果不是你，不用理会：你的密码不会改变。"),
        },
        Kind::PasswordChanged => Text {
            subject: "你的密码已经更改",
            before: "你的账户密码已经更改。为了安全，你在所有设备上都已登出。",
            link: "设定新密码",
            after: Some("如果是你自己更改的，不用理会。如果不是你，请立即用以上链接设定新密码。"),
        },
        Kind::AccountClosed => Text {
            subject: "你的账户已经停用",
            before: "你的账户已经停用，你在所有设备上都已登出。",
            link: "查看可以怎样做",
            after: Some("如果不知道原因，请向你认识的职员查询。你做过的一切都会保留。"),
        },
        Kind::AccountErased => Text {
            subject: "你的资料已经删除",
            before: "你要求删除，我们已经做到：你的账户和有关你的资料已经删除，不能再登录。",
            link: "看看会保留什么",
            after: Some(
                "不带名字的数字会保留。如有不妥，可以致电我们，或向个人资料私隐专员公署（pcpd.org.hk）查询。",
            ),
        },
        Kind::AccountReopened => Text {
            subject: "你的账户可以再次使用",
            before: "你的账户可以再次使用，密码和以前一样。",
            link: "登录",
            after: Some("如果忘记了密码，可以在同一页设定新密码。"),
        },
        Kind::NewDevice => Text {
            subject: "新设备",
            before: "有人在一台我们没见过的设备登录了你的账户。如果是你本人，你不用做任何事。",
            link: "设置新密码",
            after: Some("如果不是你，请立即用这个链接设置新密码。所有设备都会随即退出登录。"),
        },
        Kind::SignInChanged => Text {
            subject: "你的登录方式有变",
            before: "你的登录方式有更改或被使用：通行密钥、验证码应用或备用码。如果是你本人，你不用做任何事。",
            link: "看看改了什么",
            after: Some("如果不是你，请立即设置新密码，并告诉你认识的职员。"),
        },
        Kind::Invitation => Text {
            subject: "你收到一个邀请",
            before: "有一个邀请等你查看，链接的页面会说明用途。",
            link: "查看邀请",
            after: Some("链接只可使用一次，并会在短时间后失效。如果你没有预期收到邀请，不用理会。"),
        },
        Kind::SomethingToRead => Text {
            subject: "有内容等你阅读",
            before: "有内容等你阅读，请登入查看。",
            link: "登入并阅读",
            after: None,
        },
        Kind::Appointment => Text {
            subject: "关于你的预约",
            before: "你的一个预约有新消息，请登入查看。",
            link: "查看预约",
            after: None,
        },
        Kind::Sealed => Text {
            subject: "请保存这个编号",
            before: "以下链接末尾的编号代表今天的记录。请保存这封邮件：以后有人改动记录，凭编号就能看出来。",
            link: "登录",
            after: Some("你不用再做其他事情。这类邮件每天一封。"),
        },
        Kind::NotBackedUp => Text {
            subject: "未能制作备份",
            before: "服务器今天未能制作备份，每十分钟会再试一次。请通知管理服务器的同事，原因记在服务器的日志。",
            link: "登录",
            after: Some("备份成功之前，这类邮件每天一封。"),
        },
        Kind::DiskLow => Text {
            subject: "硬盘空间快满",
            before: "服务器的硬盘空间快用完。空间用完后，就不能再保存任何资料。请今天通知管理服务器的同事。",
            link: "查看系统状况",
            after: Some("空间足够之前，这类邮件每天一封。"),
        },
        Kind::ClockSet => Text {
            subject: "时钟突然改变",
            before: "服务器的时钟突然改成另一个时间。时钟调校正确之前，时间和限期可能有错。请今天通知管理服务器的同事。",
            link: "查看系统状况",
            after: Some("时钟正确之前，这类邮件每天一封。"),
        },
    }
}
