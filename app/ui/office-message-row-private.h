/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-message-row.h"

G_BEGIN_DECLS

/* What the files of the row share: the row itself, its parts, its actions. */
struct _OfficeMessageRow {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeMessage *message;
  int avatar_size;
  gboolean first;
  char *day;
  gboolean unread;
  char *replies;
  gboolean in_thread;
  gboolean found;
  gboolean opened;

  GtkWidget *day_divider;    /* nullable, as all below: made when first needed */
  GtkWidget *unread_divider;
  GtkWidget *replies_divider;
  GtkWidget *overlay;
  GtkWidget *content;        /* carries the class .message */
  GtkWidget *gutter;
  GtkWidget *avatar;
  GtkWidget *gutter_time;
  GtkWidget *gutter_clock;
  GtkWidget *column;
  GtkWidget *header;
  GtkWidget *author;
  GtkWidget *time;
  GtkWidget *waiting;
  GtkWidget *body;
  GListModel *files;
  GtkWidget *files_box;
  GtkWidget *failure;
  GtkWidget *reason;
  GtkWidget *task_link;
  GtkWidget *marks;
  GtkWidget *quote;
  GtkWidget *reactions;
  GtkWidget *summary;        /* of its thread */
};

void office_message_row_ensure_header (OfficeMessageRow *self);  /* avatar, author, time; likewise below: what is there stays */
void office_message_row_ensure_gutter (OfficeMessageRow *self);  /* the time in the avatar's place */
void office_message_row_ensure_waiting (OfficeMessageRow *self); /* that it waits to be sent */
void office_message_row_ensure_failure (OfficeMessageRow *self); /* why it was not sent */

void office_message_row_put_parts (OfficeMessageRow *self);
void office_message_row_build_extras (OfficeMessageRow *self);

void office_message_row_install_actions (GtkWidgetClass *widget_class);
void office_message_row_install_acting (GtkWidgetClass *widget_class);
void office_message_row_pop_up (OfficeMessageRow *self, GtkWidget *popover, double x, double y); /* takes it; it goes when it is closed */
void office_message_row_show_menu_at (OfficeMessageRow *self, double x, double y);

G_END_DECLS
