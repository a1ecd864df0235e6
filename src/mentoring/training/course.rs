//! The default course: 48 taught hours, inside the 40 to 60 of SAMHSA's national model standards for peer support.

/// A module of the course.
#[derive(Clone, Copy, Debug)]
pub struct Module {
    /// Such as `M3`.
    pub code: &'static str,
    pub hours: i64,
    /// Whether nobody becomes a mentor without having passed it.
    pub must_pass: bool,
    /// In 繁體中文, 简体中文 and English.
    pub name: [&'static str; 3],
}

const fn module(code: &'static str, hours: i64, must_pass: bool, name: [&'static str; 3]) -> Module {
    Module { code, hours, must_pass, name }
}

/// Every module, in the order in which they are taught.
pub const MODULES: [Module; 12] = [
    module(
        "M1",
        4,
        true,
        [
            "導師的角色、計劃內容及院所規則",
            "导师的角色、计划内容及院所规则",
            "The mentor's role, the programme and the rules in custody",
        ],
    ),
    module(
        "M2",
        5,
        true,
        ["改變的歷程與你的故事", "改变的历程与你的故事", "How people change, and telling your own story"],
    ),
    module("M3", 8, true, ["聆聽與引發動力", "聆听与引发动力", "Listening, and drawing out motivation"]),
    module(
        "M4",
        4,
        true,
        [
            "專業界線：禮物、金錢、聯絡、感情、生意與信仰",
            "专业界线：礼物、金钱、联络、感情、生意与信仰",
            "Boundaries: gifts, money, contact, romance, business, faith",
        ],
    ),
    module(
        "M5",
        3,
        true,
        [
            "保密及其界限、私隱與記錄",
            "保密及其界限、隐私与记录",
            "Confidentiality and its limits, privacy, notes",
        ],
    ),
    module(
        "M6",
        5,
        true,
        [
            "安全保障：自我傷害與自殺的察覺、詢問、通報及轉交",
            "安全保障：自我伤害与自杀的察觉、询问、通报及转交",
            "Keeping people safe: notice self-harm, ask, tell, hand over",
        ],
    ),
    module(
        "M7",
        4,
        false,
        [
            "創傷、家庭與孝道、性別、不同語言與信仰",
            "创伤、家庭与孝道、性别、不同语言与信仰",
            "Trauma, family and filial piety, gender, other languages and faiths",
        ],
    ),
    module(
        "M8",
        4,
        false,
        [
            "與臨床心理學家合作：計劃、三人會面與督導",
            "与临床心理学家合作：计划、三人会面与督导",
            "Working with a clinical psychologist: plan, three-way session, supervision",
        ],
    ),
    module(
        "M9",
        4,
        true,
        [
            "艱難時刻：黑社會接觸、操控、毒品、賭博、債務及自己動搖",
            "艰难时刻：黑社会接触、操控、毒品、赌博、债务及自己动摇",
            "Hard moments: triad contact, manipulation, drugs, gambling, debt, your own wobble",
        ],
    ),
    module(
        "M10",
        3,
        false,
        [
            "強項、目標、義工服務、進修與運動發展",
            "强项、目标、义工服务、进修与运动发展",
            "Strengths, goals, volunteering, learning and sport",
        ],
    ),
    module("M11", 2, false, ["好好完結與道別", "好好完结与道别", "Ending well and saying goodbye"]),
    module(
        "M12",
        2,
        true,
        [
            "評核：兩次角色扮演觀察與反思日誌",
            "评核：两次角色扮演观察与反思日志",
            "Assessment: two observed role-plays and a reflective log",
        ],
    ),
];

/// The module of a code.
#[must_use]
pub fn module_of(code: &str) -> Option<&'static Module> {
    MODULES.iter().find(|module| module.code == code)
}

/// The hours of the whole course.
#[must_use]
pub fn total_hours() -> i64 {
    MODULES.iter().map(|module| module.hours).sum()
}
