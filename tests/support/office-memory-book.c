/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-memory-book.h"

typedef struct {
  gint64 rev;
  char *by;
  char *operation;
} FieldRev;

struct _OfficeMemoryBook {
  GObject parent_instance;

  gboolean host;
  gint64 head;
  const char *operation;  /* that is being applied; borrowed */
  GHashTable *records;    /* id → OfficeRecord */
  GHashTable *field_revs; /* "id field" → FieldRev */
  GHashTable *seqs;       /* room → the last number given in it to a message … */
  GHashTable *numbers;    /* … and to a task */
};

static void office_memory_book_book_init (OfficeBookInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeMemoryBook, office_memory_book, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OFFICE_TYPE_BOOK, office_memory_book_book_init))

static void
field_rev_free (FieldRev *self)
{
  g_free (self->by);
  g_free (self->operation);
  g_free (self);
}

static void
note_field (OfficeMemoryBook *self, OfficeRecord *old, OfficeRecord *record, const char *field, const char *person)
{
  JsonNode *before = old != NULL ? office_record_get_node (old, field) : NULL;
  JsonNode *after = office_record_get_node (record, field);
  FieldRev *rev;

  if (before == after || (before != NULL && after != NULL && json_node_equal (before, after)))
    return;
  rev = g_new0 (FieldRev, 1);
  rev->rev = self->head;
  rev->by = g_strdup (person);
  rev->operation = g_strdup (self->operation);
  g_hash_table_insert (self->field_revs, g_strconcat (office_record_get_id (record), " ", field, NULL), rev);
}

static void
use_up (GHashTable *used, OfficeRecord *record, gint64 number)
{
  const char *room = office_record_get_text (record, "room");

  if (room != NULL && number > GPOINTER_TO_INT (g_hash_table_lookup (used, room)))
    g_hash_table_insert (used, g_strdup (room), GINT_TO_POINTER ((gint) number));
}

static void
write_record (OfficeMemoryBook *self, OfficeRecord *record, const char *person)
{
  const OfficeKind *kind = office_record_get_kind (record);
  OfficeRecord *old = g_hash_table_lookup (self->records, office_record_get_id (record));

  office_record_set_rev (record, self->head);
  for (guint i = 0; kind != NULL && i < kind->n_fields; i++)
    note_field (self, old, record, kind->fields[i].name, person);
  if (g_str_equal (office_record_get_kind_name (record), "message"))
    use_up (self->seqs, record, office_record_get_integer (record, "seq"));
  if (g_str_equal (office_record_get_kind_name (record), "task"))
    use_up (self->numbers, record, office_record_get_integer (record, "number"));
  g_hash_table_insert (self->records, g_strdup (office_record_get_id (record)), office_record_copy (record));
}

static void
bury (OfficeMemoryBook *self, OfficeRecord *gone)
{
  OfficeRecord *old = g_hash_table_lookup (self->records, office_record_get_id (gone));

  if (old != NULL && g_str_equal (office_record_get_scope (old), office_record_get_scope (gone)))
    g_hash_table_remove (self->records, office_record_get_id (gone));
}

static OfficeRecord *
office_memory_book_get (OfficeBook *book, const char *id)
{
  OfficeRecord *record = g_hash_table_lookup (OFFICE_MEMORY_BOOK (book)->records, id);

  return record != NULL ? office_record_copy (record) : NULL;
}

static gboolean
has_value (OfficeRecord *record, const char *field, const char *value)
{
  return g_strcmp0 (g_str_equal (field, "scope") ? office_record_get_scope (record)
                                                 : office_record_get_text (record, field),
                    value)
         == 0;
}

static GPtrArray *
office_memory_book_list (OfficeBook *book, const char *kind, const char *field, const char *value)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, OFFICE_MEMORY_BOOK (book)->records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    if (g_str_equal (office_record_get_kind_name (record), kind) && (field == NULL || has_value (record, field, value)))
      g_ptr_array_add (list, office_record_copy (record));
  return list;
}

static gint64
office_memory_book_next_seq (OfficeBook *book, const char *room)
{
  OfficeMemoryBook *self = OFFICE_MEMORY_BOOK (book);

  return self->host ? GPOINTER_TO_INT (g_hash_table_lookup (self->seqs, room)) + 1 : 0;
}

static gint64
office_memory_book_next_number (OfficeBook *book, const char *room)
{
  OfficeMemoryBook *self = OFFICE_MEMORY_BOOK (book);

  return self->host ? GPOINTER_TO_INT (g_hash_table_lookup (self->numbers, room)) + 1 : 0;
}

static gint64
office_memory_book_field_rev (OfficeBook *book, const char *id, const char *field, char **by, char **operation)
{
  OfficeMemoryBook *self = OFFICE_MEMORY_BOOK (book);
  g_autofree char *key = g_strconcat (id, " ", field, NULL);
  FieldRev *rev = self->host ? g_hash_table_lookup (self->field_revs, key) : NULL;

  if (by != NULL)
    *by = rev != NULL ? g_strdup (rev->by) : NULL;
  if (operation != NULL)
    *operation = rev != NULL ? g_strdup (rev->operation) : NULL;
  if (rev == NULL)
    return 0;
  return rev->rev;
}

static void
office_memory_book_book_init (OfficeBookInterface *iface)
{
  iface->get = office_memory_book_get;
  iface->list = office_memory_book_list;
  iface->next_seq = office_memory_book_next_seq;
  iface->next_number = office_memory_book_next_number;
  iface->field_rev = office_memory_book_field_rev;
}

static void
office_memory_book_finalize (GObject *object)
{
  OfficeMemoryBook *self = OFFICE_MEMORY_BOOK (object);

  g_hash_table_unref (self->records);
  g_hash_table_unref (self->field_revs);
  g_hash_table_unref (self->seqs);
  g_hash_table_unref (self->numbers);
  G_OBJECT_CLASS (office_memory_book_parent_class)->finalize (object);
}

static void
office_memory_book_class_init (OfficeMemoryBookClass *class)
{
  G_OBJECT_CLASS (class)->finalize = office_memory_book_finalize;
}

static void
office_memory_book_init (OfficeMemoryBook *self)
{
  self->records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) office_record_unref);
  self->field_revs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) field_rev_free);
  self->seqs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

OfficeMemoryBook *
office_memory_book_new (gboolean host)
{
  OfficeMemoryBook *self = g_object_new (OFFICE_TYPE_MEMORY_BOOK, NULL);

  self->host = host;
  return self;
}

void
office_memory_book_set_host (OfficeMemoryBook *self, gboolean host)
{
  self->host = host;
}

gint64
office_memory_book_get_head (OfficeMemoryBook *self)
{
  return self->head;
}

guint
office_memory_book_count (OfficeMemoryBook *self)
{
  return g_hash_table_size (self->records);
}

void
office_memory_book_put (OfficeMemoryBook *self, OfficeRecord *record)
{
  self->head++;
  self->operation = NULL;
  write_record (self, record, NULL);
  office_record_unref (record);
}

gint64
office_memory_book_apply (OfficeMemoryBook *self, OfficeEffects *effects, const char *person)
{
  self->head++;
  self->operation = effects->operation;
  for (guint i = 0; i < effects->written->len; i++)
    write_record (self, g_ptr_array_index (effects->written, i), person);
  for (guint i = 0; i < effects->gone->len; i++)
    bury (self, g_ptr_array_index (effects->gone, i));
  return self->head;
}
