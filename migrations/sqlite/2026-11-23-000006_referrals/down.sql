drop table referrals;
