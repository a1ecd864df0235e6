import type { slots as english } from '../en/slots.ts';

export const slots: typeof english = {
  title: '义工服务时段',
  placesLeft: (count) => (count === 1 ? '最后1个名额' : `尚余${count}个名额`),
  full: '已满',
  notYet: (count) => `暂时未能预约，有${count}个原因`,
  slotsOf: (count) => `${count}个时段`,
};
