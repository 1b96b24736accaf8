/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include "office-id.h"

#include <string.h>

/* What a message said before it was edited. */

static int
compare_ages (gconstpointer a, gconstpointer b)
{
  OfficeRecord *first = *(OfficeRecord *const *) a;
  OfficeRecord *second = *(OfficeRecord *const *) b;
  gint64 first_at = office_record_get_integer (first, "at");
  gint64 second_at = office_record_get_integer (second, "at");

  if (first_at != second_at)
    return first_at < second_at ? -1 : 1;
  return strcmp (office_record_get_id (first), office_record_get_id (second));
}

/* Room for one more. */
static void
drop_oldest (OfficeAct *self, OfficeRecord *message)
{
  g_autoptr (GPtrArray) versions = office_book_list (self->book, "version", "message", office_record_get_id (message));

  if (versions->len < OFFICE_LIMIT_VERSIONS)
    return;
  g_ptr_array_sort (versions, compare_ages);
  for (guint i = 0; i + OFFICE_LIMIT_VERSIONS <= versions->len; i++)
    office_act_drop (self, g_ptr_array_index (versions, i));
}

void
office_act_keep_version (OfficeAct *self, OfficeRecord *message)
{
  g_autofree char *id = office_id_derive (office_record_get_id (message), self->operation);
  gint64 edited_at = office_record_get_integer (message, "edited_at");
  OfficeRecord *version;

  drop_oldest (self, message);
  version = office_act_add (self, "version", id, office_record_get_scope (message));
  office_record_set_text (version, "room", office_record_get_text (message, "room"));
  office_record_set_text (version, "message", office_record_get_id (message));
  office_record_set_text (version, "text", office_record_get_text (message, "text"));
  office_record_set_integer (version, "at", edited_at > 0 ? edited_at : office_record_get_integer (message, "at"));
}
