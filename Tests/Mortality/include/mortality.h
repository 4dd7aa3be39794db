/*
 * A library to preload into a process that is to die at a chosen moment of its work on files:
 *
 *   LD_PRELOAD=libMortality.so MORTALITY=record:7:torn nvrctl apply …
 *
 * kills it with SIGKILL when half of its seventh journal record is on the disk. The acts are
 *
 *   record   a write to a file named journal.jsonl
 *   file     a write to a file named *.new, which is then put in the place of another
 *   lock     the same for the record of a lock
 *
 * and the moments before, torn (half of the bytes are written), and after (all of it is done: synced, or in its place).
 * With MORTALITY_COUNTS=FILE, the process leaves there how often it did each act.
 */
