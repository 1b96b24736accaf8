/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-transfer-dialog.h"

#include <glib/gi18n-lib.h>

#define TASK "task" /* data of the dialog: what is to go */

static gboolean
transfer (OfficeRoomPicker *picker, OfficeSession *session, const char *room, GError **error)
{
  OfficeTask *task = g_object_get_data (G_OBJECT (picker), TASK);

  return office_session_transfer_task (session, office_task_get_id (task), room, error);
}

/* Somebody else may have taken it there, or out of sight, while one was choosing. */
static void
on_task_changed (OfficeRoomPicker *picker)
{
  OfficeTask *task = g_object_get_data (G_OBJECT (picker), TASK);

  if (!office_task_is_present (task) || office_task_get_trashed (task))
    gtk_window_close (GTK_WINDOW (picker));
  else
    office_room_picker_set_except (picker, office_task_get_room_id (task));
}

/**
 * office_transfer_dialog_new:
 * @session: the office
 * @task: the task that is to go to another room
 *
 * Returns: (transfer floating): a dialog
 */
GtkWidget *
office_transfer_dialog_new (OfficeSession *session, OfficeTask *task)
{
  static const char *const watched[] = { "notify::room-id", "notify::present", "notify::trashed" };
  GtkWidget *picker;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (OFFICE_IS_TASK (task), NULL);

  picker = office_room_picker_new (
      session, _ ("Move to Room"),
      _ ("The steps and the discussion of the task go along. People who do not see the room are no longer assigned."),
      transfer);
  office_room_picker_set_except (OFFICE_ROOM_PICKER (picker), office_task_get_room_id (task));
  g_object_set_data_full (G_OBJECT (picker), TASK, g_object_ref (task), g_object_unref);
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (task, watched[i], G_CALLBACK (on_task_changed), picker, G_CONNECT_SWAPPED);
  return picker;
}
