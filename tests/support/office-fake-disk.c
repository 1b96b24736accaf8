/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-fake-disk.h"

#include <sqlite3.h>
#include <string.h>

#define SECTOR     512
#define MOST_LOCKS 8

/* ---- contents ---- */

typedef struct {
  sqlite3_int64 offset; /* a truncation to this size when there are no bytes */
  GBytes *bytes;        /* NULL: a truncation */
} Write;

/* One file. An orphan, whose disk has crashed, is kept by its handles alone. */
typedef struct {
  GByteArray *cache;   /* as a program reads it */
  GByteArray *platter; /* as of the last sync */
  GPtrArray *unsynced; /* Write */
  int shared;          /* SQLite's locks: how many read … */
  sqlite3_file *reserved, *pending, *exclusive;
  GPtrArray *regions; /* the shared memory of a write-ahead log */
  int region_shared[MOST_LOCKS];
  sqlite3_file *region_exclusive[MOST_LOCKS];
} Content;

struct _OfficeFakeDisk {
  GObject parent_instance;

  char *folder; /* with a slash at its end */
  OfficeRandom *random;
  GHashTable *files; /* path → Content */
  gboolean crashed;
  guint crash_in; /* writes and syncs until what is there is what will be left; 0: never */
  gboolean crash_is_power_cut;
  GHashTable *left; /* as files, once that moment has come */
  gsize room;
};

struct _OfficeDiskImage {
  GHashTable *files; /* path → GBytes */
};

G_DEFINE_FINAL_TYPE (OfficeFakeDisk, office_fake_disk, G_TYPE_OBJECT)

typedef struct {
  sqlite3_file base;
  OfficeFakeDisk *disk; /* a reference */
  Content *content;     /* a reference */
  int lock;
  guint region_shared, region_exclusive; /* bits */
} Handle;

static GPtrArray *disks; /* borrowed */
static sqlite3_vfs *real;

static void
write_free (gpointer data)
{
  Write *self = data;

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

static void
content_clear (gpointer data)
{
  Content *self = data;

  g_byte_array_unref (self->cache);
  g_byte_array_unref (self->platter);
  g_ptr_array_unref (self->unsynced);
  g_ptr_array_unref (self->regions);
}

static void
content_unref (gpointer data)
{
  g_rc_box_release_full (data, content_clear);
}

static Content *
content_new (const void *data, gsize length)
{
  Content *self = g_rc_box_new0 (Content);

  self->cache = g_byte_array_sized_new ((guint) length + SECTOR);
  self->platter = g_byte_array_sized_new ((guint) length + SECTOR);
  g_byte_array_append (self->cache, data, (guint) length);
  g_byte_array_append (self->platter, data, (guint) length);
  self->unsynced = g_ptr_array_new_with_free_func (write_free);
  self->regions = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
put_bytes (GByteArray *array, gsize offset, const void *data, gsize length)
{
  guint old = array->len;

  if (offset + length > old)
    g_byte_array_set_size (array, (guint) (offset + length));
  if (offset > old)
    memset (array->data + old, 0, offset - old);
  memcpy (array->data + offset, data, length);
}

static void
put_size (GByteArray *array, gsize size)
{
  guint old = array->len;

  g_byte_array_set_size (array, (guint) size);
  if (size > old)
    memset (array->data + old, 0, size - old);
}

static void
play (GByteArray *array, const Write *write, gsize most)
{
  gsize length;
  const void *data;

  if (write->bytes == NULL)
    {
      put_size (array, (gsize) write->offset);
      return;
    }
  data = g_bytes_get_data (write->bytes, &length);
  put_bytes (array, (gsize) write->offset, data, MIN (length, most));
}

static void
note_write (Content *self, sqlite3_int64 offset, GBytes *bytes)
{
  Write *write = g_new0 (Write, 1);

  write->offset = offset;
  write->bytes = bytes;
  g_ptr_array_add (self->unsynced, write);
}

/* What is found after the power came back. */
static GByteArray *
dup_after_power_cut (Content *self, OfficeRandom *random)
{
  GByteArray *left = g_byte_array_sized_new (self->platter->len + SECTOR);

  g_byte_array_append (left, self->platter->data, self->platter->len);
  for (guint i = 0; i < self->unsynced->len; i++)
    {
      const Write *write = g_ptr_array_index (self->unsynced, i);

      switch (office_random_between (random, 0, 3))
        {
        case 0:
          break;
        case 1:
          if (write->bytes != NULL && g_bytes_get_size (write->bytes) > SECTOR)
            play (left, write, SECTOR * office_random_between (random, 1, g_bytes_get_size (write->bytes) / SECTOR));
          break;
        default:
          play (left, write, G_MAXSIZE);
        }
    }
  return left;
}

static gsize
measure (OfficeFakeDisk *self)
{
  GHashTableIter iter;
  Content *content;
  gsize size = 0;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &content))
    size += content->cache->len;
  return size;
}

/* In the order of their names, so that the same seed finds the same disk. */
static GList *
list_paths (GHashTable *files)
{
  return g_list_sort (g_hash_table_get_keys (files), (GCompareFunc) strcmp);
}

static GHashTable *
dup_what_is_left (OfficeFakeDisk *self, gboolean power)
{
  GHashTable *left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, content_unref);
  g_autoptr (GList) paths = list_paths (self->files);

  for (GList *l = paths; l != NULL; l = l->next)
    {
      Content *content = g_hash_table_lookup (self->files, l->data);
      g_autoptr (GByteArray) bytes = power ? dup_after_power_cut (content, self->random)
                                           : g_byte_array_ref (content->cache);

      g_hash_table_insert (left, g_strdup (l->data), content_new (bytes->data, bytes->len));
    }
  return left;
}

/* Before each write and sync. */
static void
count_down (OfficeFakeDisk *self)
{
  if (self->crash_in > 0 && --self->crash_in == 0)
    self->left = dup_what_is_left (self, self->crash_is_power_cut);
}

/* ---- a handle ---- */

static int
on_close (sqlite3_file *file)
{
  Handle *self = (Handle *) file;

  g_clear_pointer (&self->content, content_unref);
  g_clear_object (&self->disk);
  return SQLITE_OK;
}

static int
on_read (sqlite3_file *file, void *data, int amount, sqlite3_int64 offset)
{
  GByteArray *cache = ((Handle *) file)->content->cache;
  gsize there = (gsize) offset < cache->len ? MIN (cache->len - (gsize) offset, (gsize) amount) : 0;

  if (there > 0)
    memcpy (data, cache->data + offset, there);
  memset ((char *) data + there, 0, (gsize) amount - there);
  return there == (gsize) amount ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int
on_write (sqlite3_file *file, const void *data, int amount, sqlite3_int64 offset)
{
  Handle *self = (Handle *) file;
  Content *content = self->content;

  count_down (self->disk);
  if (self->disk->room > 0 && (gsize) offset + (gsize) amount > content->cache->len
      && measure (self->disk) + (gsize) offset + (gsize) amount - content->cache->len > self->disk->room)
    return SQLITE_FULL;
  put_bytes (content->cache, (gsize) offset, data, (gsize) amount);
  note_write (content, offset, g_bytes_new (data, (gsize) amount));
  return SQLITE_OK;
}

static int
on_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  Content *content = ((Handle *) file)->content;

  count_down (((Handle *) file)->disk);
  put_size (content->cache, (gsize) size);
  note_write (content, size, NULL);
  return SQLITE_OK;
}

static int
on_sync (sqlite3_file *file, int flags)
{
  Handle *self = (Handle *) file;

  count_down (self->disk);
  for (guint i = 0; i < self->content->unsynced->len; i++)
    play (self->content->platter, g_ptr_array_index (self->content->unsynced, i), G_MAXSIZE);
  g_ptr_array_set_size (self->content->unsynced, 0);
  return SQLITE_OK;
}

static int
on_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  *size = ((Handle *) file)->content->cache->len;
  return SQLITE_OK;
}

/* SQLite's five locks, as "sqlite3.h" and "File Locking And Concurrency" tell of them. */
static int
on_lock (sqlite3_file *file, int level)
{
  Handle *self = (Handle *) file;
  Content *content = self->content;

  if (level <= self->lock)
    return SQLITE_OK;
  if (self->lock == SQLITE_LOCK_NONE)
    {
      if ((content->pending != NULL && content->pending != file) || content->exclusive != NULL)
        return SQLITE_BUSY;
      content->shared++;
      self->lock = SQLITE_LOCK_SHARED;
    }
  if (level >= SQLITE_LOCK_RESERVED && self->lock < SQLITE_LOCK_RESERVED)
    {
      if (content->reserved != NULL && content->reserved != file)
        return SQLITE_BUSY;
      content->reserved = file;
      self->lock = SQLITE_LOCK_RESERVED;
    }
  if (level == SQLITE_LOCK_EXCLUSIVE)
    {
      content->pending = file;
      self->lock = SQLITE_LOCK_PENDING;
      if (content->shared > 1)
        return SQLITE_BUSY;
      content->exclusive = file;
      self->lock = SQLITE_LOCK_EXCLUSIVE;
    }
  return SQLITE_OK;
}

static int
on_unlock (sqlite3_file *file, int level)
{
  Handle *self = (Handle *) file;
  Content *content = self->content;

  if (self->lock <= level)
    return SQLITE_OK;
  if (content->exclusive == file)
    content->exclusive = NULL;
  if (content->pending == file)
    content->pending = NULL;
  if (content->reserved == file)
    content->reserved = NULL;
  if (level == SQLITE_LOCK_NONE)
    content->shared--;
  self->lock = level;
  return SQLITE_OK;
}

static int
on_check_reserved (sqlite3_file *file, int *reserved)
{
  *reserved = ((Handle *) file)->content->reserved != NULL;
  return SQLITE_OK;
}

static int
on_control (sqlite3_file *file, int operation, void *data)
{
  return SQLITE_NOTFOUND;
}

static int
on_sector_size (sqlite3_file *file)
{
  return SECTOR;
}

static int
on_characteristics (sqlite3_file *file)
{
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int
on_map (sqlite3_file *file, int number, int size, int extend, void volatile **region)
{
  GPtrArray *regions = ((Handle *) file)->content->regions;

  *region = NULL;
  while (extend && (int) regions->len <= number)
    g_ptr_array_add (regions, g_malloc0 ((gsize) size));
  if (number < (int) regions->len)
    *region = g_ptr_array_index (regions, number);
  return SQLITE_OK;
}

static gboolean
is_held_by_others (Handle *self, int slot, gboolean exclusive)
{
  Content *content = self->content;
  int mine = (self->region_shared >> slot) & 1;

  if (content->region_exclusive[slot] != NULL && content->region_exclusive[slot] != &self->base)
    return TRUE;
  return exclusive && content->region_shared[slot] > mine;
}

static void
set_region_lock (Handle *self, int slot, int flags)
{
  Content *content = self->content;
  guint bit = 1u << slot;

  if (flags & SQLITE_SHM_UNLOCK)
    {
      if (self->region_shared & bit)
        content->region_shared[slot]--;
      if (self->region_exclusive & bit)
        content->region_exclusive[slot] = NULL;
      self->region_shared &= ~bit;
      self->region_exclusive &= ~bit;
    }
  else if (flags & SQLITE_SHM_SHARED)
    {
      content->region_shared[slot] += (self->region_shared & bit) == 0;
      self->region_shared |= bit;
    }
  else
    {
      content->region_exclusive[slot] = &self->base;
      self->region_exclusive |= bit;
    }
}

static int
on_region_lock (sqlite3_file *file, int first, int n, int flags)
{
  Handle *self = (Handle *) file;

  for (int i = first; i < first + n; i++)
    if ((flags & SQLITE_SHM_LOCK) && is_held_by_others (self, i, (flags & SQLITE_SHM_EXCLUSIVE) != 0))
      return SQLITE_BUSY;
  for (int i = first; i < first + n; i++)
    set_region_lock (self, i, flags);
  return SQLITE_OK;
}

static void
on_barrier (sqlite3_file *file)
{
}

static int
on_unmap (sqlite3_file *file, int delete)
{
  Handle *self = (Handle *) file;

  for (int i = 0; i < MOST_LOCKS; i++)
    set_region_lock (self, i, SQLITE_SHM_UNLOCK);
  if (delete)
    g_ptr_array_set_size (self->content->regions, 0);
  return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = on_close,
  .xRead = on_read,
  .xWrite = on_write,
  .xTruncate = on_truncate,
  .xSync = on_sync,
  .xFileSize = on_file_size,
  .xLock = on_lock,
  .xUnlock = on_unlock,
  .xCheckReservedLock = on_check_reserved,
  .xFileControl = on_control,
  .xSectorSize = on_sector_size,
  .xDeviceCharacteristics = on_characteristics,
  .xShmMap = on_map,
  .xShmLock = on_region_lock,
  .xShmBarrier = on_barrier,
  .xShmUnmap = on_unmap,
};

/* ---- the file system ---- */

static OfficeFakeDisk *
find_disk (const char *path)
{
  for (guint i = 0; path != NULL && i < disks->len; i++)
    {
      OfficeFakeDisk *disk = g_ptr_array_index (disks, i);

      if (g_str_has_prefix (path, disk->folder))
        return disk;
    }
  return NULL;
}

static int
on_open (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  OfficeFakeDisk *disk = find_disk (path);
  Handle *self = (Handle *) file;
  Content *content;

  if (disk == NULL)
    return real->xOpen (real, path, file, flags, out_flags);

  memset (self, 0, sizeof *self);
  content = g_hash_table_lookup (disk->files, path);
  if (content == NULL)
    {
      /* A database is a file in the folder before SQLite is asked to open it. */
      if (!(flags & (SQLITE_OPEN_CREATE | SQLITE_OPEN_MAIN_DB)))
        return SQLITE_CANTOPEN;
      content = content_new ("", 0);
      if (!disk->crashed)
        g_hash_table_insert (disk->files, g_strdup (path), g_rc_box_acquire (content));
    }
  else
    {
      g_rc_box_acquire (content);
    }
  self->base.pMethods = &methods;
  self->disk = g_object_ref (disk);
  self->content = content;
  if (out_flags != NULL)
    *out_flags = flags;
  return SQLITE_OK;
}

static int
on_delete (sqlite3_vfs *vfs, const char *path, int sync_folder)
{
  OfficeFakeDisk *disk = find_disk (path);

  if (disk == NULL)
    return real->xDelete (real, path, sync_folder);
  if (!disk->crashed)
    g_hash_table_remove (disk->files, path);
  return SQLITE_OK;
}

static int
on_access (sqlite3_vfs *vfs, const char *path, int flags, int *result)
{
  OfficeFakeDisk *disk = find_disk (path);

  if (disk == NULL)
    return real->xAccess (real, path, flags, result);
  *result = g_hash_table_contains (disk->files, path);
  return SQLITE_OK;
}

static int
on_full_path (sqlite3_vfs *vfs, const char *path, int size, char *full)
{
  if (find_disk (path) == NULL)
    return real->xFullPathname (real, path, size, full);
  g_strlcpy (full, path, (gsize) size);
  return SQLITE_OK;
}

static void
install (void)
{
  static sqlite3_vfs vfs;

  sqlite3_initialize ();
  real = sqlite3_vfs_find (NULL);
  vfs = *real;
  vfs.zName = "office-fake-disk";
  vfs.pNext = NULL;
  vfs.szOsFile = MAX (real->szOsFile, (int) sizeof (Handle));
  vfs.xOpen = on_open;
  vfs.xDelete = on_delete;
  vfs.xAccess = on_access;
  vfs.xFullPathname = on_full_path;
  disks = g_ptr_array_new ();
  sqlite3_vfs_register (&vfs, TRUE);
}

/* ---- the disk ---- */

static void
office_fake_disk_finalize (GObject *object)
{
  OfficeFakeDisk *self = OFFICE_FAKE_DISK (object);

  g_ptr_array_remove (disks, self);
  g_hash_table_unref (self->files);
  g_clear_pointer (&self->left, g_hash_table_unref);
  g_object_unref (self->random);
  g_free (self->folder);
  G_OBJECT_CLASS (office_fake_disk_parent_class)->finalize (object);
}

static void
office_fake_disk_class_init (OfficeFakeDiskClass *class)
{
  G_OBJECT_CLASS (class)->finalize = office_fake_disk_finalize;
}

static void
office_fake_disk_init (OfficeFakeDisk *self)
{
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, content_unref);
}

OfficeFakeDisk *
office_fake_disk_new (const char *folder, OfficeRandom *random)
{
  OfficeFakeDisk *self = g_object_new (OFFICE_TYPE_FAKE_DISK, NULL);

  if (disks == NULL)
    install ();
  self->folder = g_strconcat (folder, "/", NULL);
  self->random = g_object_ref (random);
  g_ptr_array_add (disks, self);
  return self;
}

void
office_fake_disk_crash (OfficeFakeDisk *self, gboolean power)
{
  GHashTable *left = self->left != NULL ? g_steal_pointer (&self->left) : dup_what_is_left (self, power);

  g_hash_table_unref (self->files);
  self->files = left;
  self->crashed = TRUE;
  self->crash_in = 0;
}

void
office_fake_disk_crash_in (OfficeFakeDisk *self, guint n, gboolean power)
{
  g_clear_pointer (&self->left, g_hash_table_unref);
  self->crash_in = n;
  self->crash_is_power_cut = power;
}

gboolean
office_fake_disk_has_crashed (OfficeFakeDisk *self)
{
  return self->crashed || self->left != NULL;
}

void
office_fake_disk_restart (OfficeFakeDisk *self)
{
  self->crashed = FALSE;
}

OfficeDiskImage *
office_fake_disk_copy (OfficeFakeDisk *self)
{
  OfficeDiskImage *image = g_new0 (OfficeDiskImage, 1);
  GHashTableIter iter;
  const char *path;
  Content *content;

  image->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, (gpointer *) &path, (gpointer *) &content))
    g_hash_table_insert (image->files, g_strdup (path + strlen (self->folder)),
                         g_bytes_new (content->cache->data, content->cache->len));
  return image;
}

void
office_fake_disk_paste (OfficeFakeDisk *self, OfficeDiskImage *image)
{
  GHashTableIter iter;
  const char *name;
  GBytes *bytes;

  g_hash_table_remove_all (self->files);
  g_hash_table_iter_init (&iter, image->files);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, (gpointer *) &bytes))
    g_hash_table_insert (self->files, g_strconcat (self->folder, name, NULL),
                         content_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
}

void
office_disk_image_free (OfficeDiskImage *self)
{
  g_hash_table_unref (self->files);
  g_free (self);
}

void
office_fake_disk_set_room (OfficeFakeDisk *self, gsize bytes)
{
  self->room = bytes;
}
