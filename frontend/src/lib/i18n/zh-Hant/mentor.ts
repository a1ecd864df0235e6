import type { mentor as english } from '../en/mentor.ts';

export const mentor: typeof english = {
  title: '申請成為朋輩導師',
  start: {
    lead: '你行過的路，有人正要行。朋輩導師會陪一個人走一段路，身邊有心理學家支援。',
    wayHead: '導師的路',
    asks: '十個簡短部分，共約20分鐘。每答一題都會儲存，可隨時離開再回來。我們不問發生過甚麼事，只問你願意說的。',
    begin: '開始申請',
    beginAgain: '再次申請',
  },
  tasks: {
    goOn: '繼續',
    begin: '開始',
    lead: '十個部分，共約20分鐘。每答一題都會儲存，可隨時離開再回來。',
    done: (count) => `10個部分，已完成${count}個`,
    groups: { you: '關於你', bring: '你帶來的', last: '最後' },
    check: '核對並遞交',
    checkClosed: '完成其他部分後開放',
  },
  sections: {
    about: '個人資料',
    languages: '語言',
    interests: '強項和興趣',
    themes: '願意分享的經歷',
    offers: '你最能給予的',
    comfort: '你自在的話題',
    availability: '一星期的時間',
    modes: '會面方式',
    supervision: '監管情況',
    consent: '你的同意',
  },
  sectionHints: { themes: '由你選擇，隨時可改' },
  check: {
    title: '遞交前，請核對',
    note: '遞交後，統籌主任會在五個工作天內聯絡你。你可隨時撤回，不用解釋。',
    send: '遞交申請',
    sending: '正在遞交',
    incomplete: (section) => `尚未完成：${section}`,
    open: (section) => `打開「${section}」`,
  },
};
