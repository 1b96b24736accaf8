/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-room-pictures.h"

static char *
dup_room (OfficeSession *session, OfficeAttachment *picture)
{
  const char *message_id = office_attachment_get_message_id (picture);
  const char *task_id = office_attachment_get_task_id (picture);
  g_autoptr (OfficeMessage) message = message_id != NULL ? office_session_dup_message (session, message_id) : NULL;
  OfficeTask *task = task_id != NULL ? office_session_find_task (session, task_id) : NULL;

  if (message != NULL)
    return g_strdup (office_message_get_room_id (message));
  return task != NULL ? g_strdup (office_task_get_room_id (task)) : NULL;
}

static gboolean
is_picture (gpointer item, gpointer data)
{
  return office_attachment_is_picture (item);
}

/* As they stand in the conversation; what waits for the host is the newest. */
static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  OfficeAttachment *one = (gpointer) a;
  OfficeAttachment *other = (gpointer) b;
  const gint64 at_one = office_attachment_get_at (one);
  const gint64 at_other = office_attachment_get_at (other);

  if (at_one == at_other)
    return g_strcmp0 (office_attachment_get_id (one), office_attachment_get_id (other));
  if (at_one == 0 || at_other == 0)
    return at_one == 0 ? 1 : -1;
  return at_one < at_other ? -1 : 1;
}

/**
 * office_room_pictures_new:
 * @session: where it comes from
 * @picture: one of them
 *
 * Returns: (transfer full) (nullable): a model of OfficeAttachment, in the order of the conversation; %NULL where the
 *   picture is in no room
 */
GListModel *
office_room_pictures_new (OfficeSession *session, OfficeAttachment *picture)
{
  g_autofree char *room = NULL;
  GtkFilterListModel *pictures;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (OFFICE_IS_ATTACHMENT (picture), NULL);

  room = dup_room (session, picture);
  if (room == NULL)
    return NULL;
  pictures = gtk_filter_list_model_new (office_session_list_room_files (session, room),
                                        GTK_FILTER (gtk_custom_filter_new (is_picture, NULL, NULL)));
  return G_LIST_MODEL (
      gtk_sort_list_model_new (G_LIST_MODEL (pictures), GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL))));
}

/**
 * office_room_pictures_find:
 * @pictures: a model of OfficeAttachment
 * @picture: (nullable): a picture, which may be the object of another list
 *
 * Returns: where it is; %GTK_INVALID_LIST_POSITION: it is not there
 */
guint
office_room_pictures_find (GListModel *pictures, OfficeAttachment *picture)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (pictures), GTK_INVALID_LIST_POSITION);

  for (guint i = 0; picture != NULL && i < g_list_model_get_n_items (pictures); i++)
    {
      g_autoptr (OfficeAttachment) item = g_list_model_get_item (pictures, i);

      if (g_str_equal (office_attachment_get_id (item), office_attachment_get_id (picture)))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}
