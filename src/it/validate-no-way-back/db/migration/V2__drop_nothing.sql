-- ordermig:irreversible nothing would come back
SELECT 1;
