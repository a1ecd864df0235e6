import type { mentorStand as english } from '../en/mentor-stand.ts';

export const mentorStand: typeof english = {
  title: '導師',
  howMatching: '配對怎樣進行',
  states: {
    draft: { head: '你的申請', text: '尚未遞交。' },
    applied: { head: '已收到你的申請', text: '統籌主任會細閱，並在五個工作天內聯絡你。' },
    screening: {
      head: '正在核對資料',
      text: '統籌主任會向兩位認識你的人查詢，並申請探訪許可。有需要時會聯絡你。',
    },
    interview: { head: '下一步：面談', text: '統籌主任和心理學家會與你見面，時間會跟你約。' },
    accepted: { head: '你已獲接納', text: '下一班培訓開始時，我們會通知你。' },
    in_training: { head: '你正接受培訓', text: '小組上課。每個單元之後，統籌主任會記下進度。' },
    shadowing: { head: '你正跟隨心理學家實習', text: '與心理學家一起參與會面，邊做邊學。' },
    competency_review: { head: '最後簽核', text: '心理學家和統籌主任會各自與你回顧，然後簽核。' },
    active: { head: '你是朋輩導師', text: '有合適的人時，會先問你。你可以拒絕，不用解釋。' },
    deferred: { head: '這次未能接納你的申請', text: '想知道原因，可以致電與我們談談。' },
    declined: {
      head: '未能接納你的申請',
      text: '你可以致電，與我們談談。義工服務一直歡迎你。',
    },
    withdrawn: { head: '你已撤回申請', text: '這對你沒有任何影響，隨時可以再申請。' },
    paused: { head: '你正在休息', text: '在你重新開始之前，不會為你尋找新的配對。' },
    suspended: { head: '導師工作暫停', text: '統籌主任會聯絡你，你也可以致電我們。' },
    stepped_down: { head: '你已卸任', text: '多謝你陪別人走過的路。' },
  },
  pairing: {
    asked: '有一個問題給你',
    who: '一位在囚人士',
    saidYes: '你已答應',
    together: (alias) => `與${alias}同行`,
    since: (day) => `${day}起`,
    states: {
      proposed: '準備中',
      endorsed: '準備中',
      approved: '準備中',
      consenting: '等候雙方回覆',
      active: '進行中',
      paused: '已暫停',
      closed: '已完結',
      declined: '沒有開始',
      refused: '沒有開始',
      lapsed: '沒有開始',
    },
  },
};
