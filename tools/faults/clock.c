/*
 * A clock that is wrong, for LD_PRELOAD: FAULTS_CLOCK_S is added to the time of day, in seconds.
 * The clocks that only measure how long something takes stay right.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static long offset;

__attribute__((constructor)) static void start(void) {
  const char *seconds = getenv("FAULTS_CLOCK_S");
  offset = seconds ? atol(seconds) : 0;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int clock_gettime(clockid_t clock, struct timespec *now) {
  int result = REAL(clock_gettime)(clock, now);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
    now->tv_sec += offset;
  return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  int result = REAL(gettimeofday)(now, zone);
  if (result == 0) now->tv_sec += offset;
  return result;
}

time_t time(time_t *into) {
  time_t now = REAL(time)(NULL) + offset;
  if (into) *into = now;
  return now;
}
