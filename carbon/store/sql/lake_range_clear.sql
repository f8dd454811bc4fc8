-- Removes what somebody else stored of a range, in the transaction that stores it again.
DELETE FROM lake.work.census WHERE census = $census AND number = $number;
