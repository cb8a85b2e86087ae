/*
 * A disk that fails on demand, for LD_PRELOAD.
 *
 * FAULTS_FILES    path prefix of the files that fail, such as /tmp/x/desk.db (its -wal too)
 * FAULTS_CONTROL  a file whose first byte says what fails now; the bits are those of `disk.mjs`
 *
 * The byte is mapped into memory, so switching a fault takes effect with the next system call of
 * every process that has loaded this.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FAIL_READ = 1, FAIL_WRITE = 2, FAIL_SYNC = 4, FAIL_FULL = 8, ONLY_WAL = 16 };

static const volatile unsigned char *control;
static const char *prefix;

__attribute__((constructor)) static void start(void) {
  const char *path = getenv("FAULTS_CONTROL");
  prefix = getenv("FAULTS_FILES");
  int fd = path && prefix ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (fd < 0) return;
  void *page = mmap(NULL, 1, PROT_READ, MAP_SHARED, fd, 0);
  close(fd);
  if (page != MAP_FAILED) control = page;
}

/* Whether a call on this file fails now. */
static int fails(int fd, unsigned char fault) {
  if (!control || !(*control & fault)) return 0;
  int kept = errno;
  char link[32], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  errno = kept;
  if (length < 0) return 0;
  path[length] = 0;
  if (strncmp(path, prefix, strlen(prefix)) != 0) return 0;
  return !(*control & ONLY_WAL) || strstr(path, "-wal") != NULL;
}

/* A full disk still takes writes into space that a file already has. */
static int is_full(int fd, off_t end) {
  struct stat status;
  return fails(fd, FAIL_FULL) && fstat(fd, &status) == 0 && end > status.st_size;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAIL(fault, number) \
  if (fails(fd, fault)) return errno = number, -1
#define FULL(end) \
  if (is_full(fd, end)) return errno = ENOSPC, -1

ssize_t read(int fd, void *buffer, size_t count) {
  FAIL(FAIL_READ, EIO);
  return REAL(read)(fd, buffer, count);
}

ssize_t pread(int fd, void *buffer, size_t count, off_t offset) {
  FAIL(FAIL_READ, EIO);
  return REAL(pread)(fd, buffer, count, offset);
}

ssize_t pread64(int fd, void *buffer, size_t count, off64_t offset) {
  FAIL(FAIL_READ, EIO);
  return REAL(pread64)(fd, buffer, count, offset);
}

ssize_t write(int fd, const void *buffer, size_t count) {
  FAIL(FAIL_WRITE, EIO);
  FULL(lseek(fd, 0, SEEK_CUR) + (off_t)count);
  return REAL(write)(fd, buffer, count);
}

ssize_t pwrite(int fd, const void *buffer, size_t count, off_t offset) {
  FAIL(FAIL_WRITE, EIO);
  FULL(offset + (off_t)count);
  return REAL(pwrite)(fd, buffer, count, offset);
}

ssize_t pwrite64(int fd, const void *buffer, size_t count, off64_t offset) {
  FAIL(FAIL_WRITE, EIO);
  FULL(offset + (off_t)count);
  return REAL(pwrite64)(fd, buffer, count, offset);
}

ssize_t pwritev(int fd, const struct iovec *buffers, int count, off_t offset) {
  FAIL(FAIL_WRITE, EIO);
  FULL(LONG_MAX);
  return REAL(pwritev)(fd, buffers, count, offset);
}

int fsync(int fd) {
  FAIL(FAIL_SYNC, EIO);
  return REAL(fsync)(fd);
}

int fdatasync(int fd) {
  FAIL(FAIL_SYNC, EIO);
  return REAL(fdatasync)(fd);
}

int ftruncate(int fd, off_t length) {
  FAIL(FAIL_WRITE, EIO);
  FULL(length);
  return REAL(ftruncate)(fd, length);
}

int ftruncate64(int fd, off64_t length) {
  FAIL(FAIL_WRITE, EIO);
  FULL(length);
  return REAL(ftruncate64)(fd, length);
}

/* Returns the error instead of setting errno. */
int posix_fallocate(int fd, off_t offset, off_t length) {
  if (is_full(fd, offset + length)) return ENOSPC;
  return REAL(posix_fallocate)(fd, offset, length);
}
