/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-workspace-private.h"

/*
 * What a first frame does not show is not there yet: board, files and the panes are each made when they are first looked at,
 * and stay. Whoever only brings them in line asks whether the field is set; whoever shows them asks here.
 */

/* The board in its place among the room's sides. */
OfficeTasksView *
office_workspace_ensure_tasks (OfficeWorkspace *self)
{
  if (self->tasks == NULL)
    {
      self->tasks = OFFICE_TASKS_VIEW (office_tasks_view_new ());
      office_tasks_view_set_narrow (self->tasks, self->layout == OFFICE_LAYOUT_NARROW);
      office_tasks_view_set_selected (self->tasks, self->task);
      adw_bin_set_child (self->board_place, GTK_WIDGET (self->tasks));
    }
  return self->tasks;
}

/* The room's files in their place among its sides. */
OfficeFilesView *
office_workspace_ensure_files (OfficeWorkspace *self)
{
  if (self->files == NULL)
    {
      self->files = g_object_new (OFFICE_TYPE_FILES_VIEW, NULL);
      adw_bin_set_child (self->files_place, GTK_WIDGET (self->files));
    }
  return self->files;
}

static void
add_pane (OfficeWorkspace *self, GtkWidget *pane)
{
  gtk_stack_add_child (self->panes, pane);
  /* While it slides in, nothing in it can take the focus yet. */
  g_signal_connect_object (pane, "map", G_CALLBACK (office_workspace_focus_pane_that_covers), self, G_CONNECT_SWAPPED);
}

/* The pane of a task, among the panes. */
OfficeTaskPane *
office_workspace_ensure_task_pane (OfficeWorkspace *self)
{
  if (self->task_pane == NULL)
    {
      self->task_pane = OFFICE_TASK_PANE (office_task_pane_new ());
      add_pane (self, GTK_WIDGET (self->task_pane));
    }
  return self->task_pane;
}

/* The pane of a thread, among the panes. */
OfficeThreadPane *
office_workspace_ensure_thread_pane (OfficeWorkspace *self)
{
  if (self->thread_pane == NULL)
    {
      self->thread_pane = OFFICE_THREAD_PANE (office_thread_pane_new ());
      add_pane (self, GTK_WIDGET (self->thread_pane));
    }
  return self->thread_pane;
}
