#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum act { RECORD, FILE_, LOCK, ACTS };
enum moment { NEVER, BEFORE, TORN, AFTER };

static const char *const names[ACTS] = {"record", "file", "lock"};
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static int counts[ACTS];
static enum act fatal_act;
static int fatal_number;
static enum moment fatal_moment;
/* Whether the present act ends with the death of the process. */
static int is_last[ACTS];

__attribute__((constructor)) static void read_order(void) {
  const char *order = getenv("MORTALITY");
  char act[16] = "", moment[16] = "";
  if (order == NULL || sscanf(order, "%15[^:]:%d:%15s", act, &fatal_number, moment) != 3) return;
  for (int i = 0; i < ACTS; i++) {
    if (strcmp(act, names[i]) == 0) fatal_act = i;
  }
  fatal_moment = strcmp(moment, "before") == 0 ? BEFORE : strcmp(moment, "torn") == 0 ? TORN : AFTER;
}

__attribute__((destructor)) static void leave_counts(void) {
  const char *path = getenv("MORTALITY_COUNTS");
  FILE *file = path == NULL ? NULL : fopen(path, "w");
  if (file == NULL) return;
  for (int i = 0; i < ACTS; i++) fprintf(file, "%s %d\n", names[i], counts[i]);
  fclose(file);
}

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

/* Counts an act; dies before it where that is the order, and tells how it is to go on otherwise. */
static enum moment begin(enum act act) {
  pthread_mutex_lock(&guard);
  int is_fatal = ++counts[act] == fatal_number && act == fatal_act && fatal_moment != NEVER;
  is_last[act] = is_fatal;
  pthread_mutex_unlock(&guard);
  if (is_fatal && fatal_moment == BEFORE) die();
  return is_fatal ? fatal_moment : NEVER;
}

static void finish(enum act act) {
  if (is_last[act]) die();
}

static int has_suffix(const char *text, const char *suffix) {
  size_t length = strlen(text), tail = strlen(suffix);
  return length >= tail && strcmp(text + length - tail, suffix) == 0;
}

/* What a file is, by its name, that is made beside the one whose place it takes. */
static enum act act_on(const char *path) {
  if (!has_suffix(path, ".new")) return ACTS;
  return strstr(path, "/lock.") != NULL ? LOCK : FILE_;
}

/* What a descriptor is written for; ACTS where it is of no interest. */
static enum act act_of(int descriptor) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return ACTS;
  path[length] = 0;
  if (has_suffix(path, "/journal.jsonl")) return RECORD;
  return act_on(path);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  static ssize_t (*next)(int, const void *, size_t);
  if (next == NULL) next = dlsym(RTLD_NEXT, "write");
  enum act act = act_of(descriptor);
  if (act != ACTS && begin(act) == TORN) {
    next(descriptor, bytes, count / 2);
    die();
  }
  return next(descriptor, bytes, count);
}

int fdatasync(int descriptor) {
  static int (*next)(int);
  if (next == NULL) next = dlsym(RTLD_NEXT, "fdatasync");
  int result = next(descriptor);
  if (act_of(descriptor) == RECORD) finish(RECORD);
  return result;
}

int rename(const char *old, const char *fresh) {
  static int (*next)(const char *, const char *);
  if (next == NULL) next = dlsym(RTLD_NEXT, "rename");
  int result = next(old, fresh);
  if (act_on(old) != ACTS) finish(act_on(old));
  return result;
}

int link(const char *old, const char *fresh) {
  static int (*next)(const char *, const char *);
  if (next == NULL) next = dlsym(RTLD_NEXT, "link");
  int result = next(old, fresh);
  if (act_on(old) != ACTS) finish(act_on(old));
  return result;
}
