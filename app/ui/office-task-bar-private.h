/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-task-bar.h"

G_BEGIN_DECLS

struct _OfficeTaskBar {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeTaskFilter *filter;
  OfficeBoard *board; /* for its labels and columns */
  GListModel *views;
  char *room;
  OfficeTasksLayout layout;
  OfficeTaskOrder order;
  gboolean filling;

  GtkWidget *box;
  GtkWidget *line;
  GtkWidget *scroller;
  GtkWidget *layouts[4];
  GtkWidget *mine;
  GtkWidget *due;
  GtkWidget *labels;
  GtkWidget *priority;
  GtkWidget *people;
  GtkWidget *sort;
  GtkWidget *views_button;
  GtkWidget *entry;
  GtkWidget *problem;
};

/* ---- office-task-bar-menus.c: what the buttons open ---- */
GtkWidget *office_task_bar_create_due (OfficeTaskBar *self);
GtkWidget *office_task_bar_create_labels (OfficeTaskBar *self);
GtkWidget *office_task_bar_create_priority (OfficeTaskBar *self);
GtkWidget *office_task_bar_create_people (OfficeTaskBar *self);
GtkWidget *office_task_bar_create_sort (OfficeTaskBar *self);
GtkWidget *office_task_bar_create_views (OfficeTaskBar *self);
void office_task_bar_order_changed (OfficeTaskBar *self);

G_END_DECLS
