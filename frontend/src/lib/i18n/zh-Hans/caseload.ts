import type { caseload as english } from '../en/caseload.ts';

/** Texts for coordinators about whom, and which organisations, their centre works with. */
export const caseload: typeof english = {
  which: '你的哪一间中心？',
  list: '这里只列出你的中心跟进的，以及还没有中心跟进的。',
  none: '还没有中心跟进',
  of: (centre) => `跟进中心：${centre}`,
  firstPerson: '还没有中心跟进这个人。你一处理，就由你的中心跟进。',
  firstHost: '还没有中心跟进这家机构。你一处理，就由你的中心跟进。',
  handOver: {
    open: '转交另一间中心',
    short: '转交',
    of: (name) => `转交${name}`,
    to: '转交哪一间中心？',
    nobody: '暂时没有，直至有中心跟进',
    person:
      '转交之后，你的中心不能再查看或记录这个人的查核。如果是朋辈导师，导师档案仍留在原来的中心。对方会收到电邮通知。',
    host: '转交之后，你的中心不会再看到这家机构、它的服务机会和时数。另一间中心会收到电邮通知。',
    yes: '确定转交',
    done: (name) => `已转交${name}`,
  },
  other: {
    head: '这个人由另一间中心跟进',
    why: '所以你不能在这里查看或记录对方的查核。',
    yourself: '这是你自己。你的账户由同事处理。',
    next: '你可以这样做',
    choose: '请对方在“我的”页面，在“你的中心”选择你的中心。',
    ask: '或请另一间中心转交。是哪一间，可以问对方。',
  },
};
