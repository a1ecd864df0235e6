import type { caseload as english } from '../en/caseload.ts';

/** Texts for coordinators about whom, and which organisations, their centre works with. */
export const caseload: typeof english = {
  which: '你的哪一間中心？',
  list: '這裡只列出你的中心跟進的，以及未有中心跟進的。',
  none: '未有中心跟進',
  of: (centre) => `跟進中心：${centre}`,
  firstPerson: '未有中心跟進這個人。你一處理，就由你的中心跟進。',
  firstHost: '未有中心跟進這間機構。你一處理，就由你的中心跟進。',
  handOver: {
    open: '轉交另一間中心',
    short: '轉交',
    of: (name) => `轉交${name}`,
    to: '轉交哪一間中心？',
    nobody: '暫時沒有，直至有中心跟進',
    person:
      '轉交之後，你的中心不能再查看或記錄這個人的查核。如果是朋輩導師，導師檔案仍留在原來的中心。對方會收到電郵通知。',
    host: '轉交之後，你的中心不會再看到這間機構、它的服務機會和時數。另一間中心會收到電郵通知。',
    yes: '確定轉交',
    done: (name) => `已轉交${name}`,
  },
  other: {
    head: '這個人由另一間中心跟進',
    why: '所以你不能在這裡查看或記錄對方的查核。',
    yourself: '這是你自己。你的帳戶由同事處理。',
    next: '你可以這樣做',
    choose: '請對方在「我的」頁面，在「你的中心」選擇你的中心。',
    ask: '或請另一間中心轉交。是哪一間，可以問對方。',
  },
};
