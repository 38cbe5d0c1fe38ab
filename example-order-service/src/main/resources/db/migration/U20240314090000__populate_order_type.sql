-- Which of the STANDARD orders had no type before is not kept, because it makes no difference: to every release that can
-- run here, no type means STANDARD. Any other type was written by the service, and stays.
UPDATE orders SET order_type = NULL WHERE order_type = 'STANDARD';
