/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

/* What messages said before they were edited. */

static int
compare_at (gconstpointer a, gconstpointer b)
{
  const OfficeVersion *first = *(OfficeVersion *const *) a;
  const OfficeVersion *second = *(OfficeVersion *const *) b;

  return first->at < second->at ? 1 : first->at > second->at ? -1 : 0;
}

static void
free_version (gpointer data)
{
  OfficeVersion *version = data;

  g_free (version->text);
  g_free (version);
}

static OfficeVersion *
new_version (OfficeRecord *record, gint64 at)
{
  OfficeVersion *version = g_new0 (OfficeVersion, 1);
  const char *text = office_record_get_text (record, "text");

  version->text = g_strdup (text != NULL ? text : "");
  version->at = at;
  return version;
}

/**
 * office_session_list_versions:
 * @self: a session
 * @message: a message's id
 *
 * Returns: (transfer full) (element-type OfficeVersion): what it says now and what it said before, the latest first; empty
 *   where the book has no such message, or it was removed
 */
GPtrArray *
office_session_list_versions (OfficeSession *self, const char *message)
{
  GPtrArray *versions = g_ptr_array_new_with_free_func (free_version);
  g_autoptr (OfficeRecord) record = NULL;
  g_autoptr (GPtrArray) records = NULL;
  gint64 at;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), versions);
  g_return_val_if_fail (message != NULL, versions);

  record = office_session_get_record (self, message, "message");
  if (record == NULL || office_record_get_boolean (record, "removed"))
    return versions;
  records = office_replica_list (self->replica, "version", "message", message);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (versions, new_version (records->pdata[i], office_record_get_integer (records->pdata[i], "at")));
  g_ptr_array_sort (versions, compare_at);
  at = office_record_get_integer (record, "edited_at");
  g_ptr_array_insert (versions, 0, new_version (record, at > 0 ? at : office_record_get_integer (record, "at")));
  return versions;
}
