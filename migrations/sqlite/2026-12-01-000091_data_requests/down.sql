drop table data_requests;
