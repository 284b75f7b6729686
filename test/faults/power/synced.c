/* Notes what a power cut would leave: each fsync copies the file's content, or a folder's names, into $SYNCED. Preloaded into the writer. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Inode numbers are used again: the time of birth tells one file from the next. */
static int name_of(int fd, const char *path, char *name, size_t size) {
  struct statx found;
  if (statx(fd, path, fd >= 0 && path[0] == 0 ? AT_EMPTY_PATH : AT_SYMLINK_NOFOLLOW, STATX_INO | STATX_BTIME | STATX_TYPE, &found) != 0) return -1;
  snprintf(name, size, "%llu-%lld.%u", (unsigned long long)found.stx_ino, (long long)found.stx_btime.tv_sec, found.stx_btime.tv_nsec);
  return S_ISDIR(found.stx_mode);
}

static void note(int fd) {
  const char *synced = getenv("SYNCED");
  char name[128], partial[4352], target[4352];
  int is_folder = synced ? name_of(fd, "", name, sizeof name) : -1;
  if (is_folder < 0) return;
  static __thread unsigned count = 0;
  snprintf(partial, sizeof partial, "%s/partial-%d-%ld-%u", synced, getpid(), (long)gettid(), count++);
  snprintf(target, sizeof target, "%s/%s-%s", synced, is_folder ? "folder" : "file", name);
  FILE *out = fopen(partial, "w");
  if (!out) return;
  char self[64];
  snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
  if (is_folder) {
    DIR *folder = opendir(self);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
      if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
      char id[128];
      int kind = name_of(dirfd(folder), entry->d_name, id, sizeof id);
      if (kind >= 0) fprintf(out, "%s %s %s\n", kind ? "folder" : "file", id, entry->d_name);
    }
    if (folder) closedir(folder);
  } else {
    char buffer[65536];
    FILE *in = fopen(self, "r");
    for (size_t read; in && (read = fread(buffer, 1, sizeof buffer, in)) > 0;) fwrite(buffer, 1, read, out);
    if (in) fclose(in);
  }
  fclose(out);
  rename(partial, target);
}

#define NOTED(name)                                              \
  int name(int fd) {                                             \
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, #name);    \
    int result = real(fd);                                       \
    if (result == 0) note(fd);                                   \
    return result;                                               \
  }
NOTED(fsync)
NOTED(fdatasync)
