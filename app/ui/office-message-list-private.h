/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-message-list.h"
#include "office-scroll-keeper.h"

G_BEGIN_DECLS

/* What the files of the list share: the list itself, its rows, the bar in one of them, paging, keys. */
struct _OfficeMessageList {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeConversation *conversation;
  gboolean compact;
  GPtrArray *rows;             /* OfficeMessageRow, borrowed: as the conversation's messages */
  GPtrArray *spare;            /* OfficeMessageRow, borrowed: hidden in the box, without a message */
  gint64 first_unread;
  char *opened;                /* nullable: the id of the message whose thread is shown beside the list */
  guint n_new;
  gboolean was_at_bottom;
  gboolean loading;            /* rows come in because the reader is near an end */
  guint paging;                /* tick callback */
  guint a_frame;               /* rows to come in the next frame */
  gint64 paged_at;             /* monotonic µs of the last one; 0: there was none */
  gint64 filled;               /* number of the frame before which rows came, so that the view is full; -1: none */
  guint midnight;

  OfficeScrollKeeper *keeper;
  GtkWidget *scroller;
  GtkWidget *content;          /* the viewport's child */
  GtkWidget *clamp;
  GtkWidget *space;            /* above the box */
  GtkWidget *box;
  GtkWidget *bar;              /* owned: it is in a row or nowhere */
  OfficeMessageRow *bar_row;   /* nullable */
  gboolean bar_is_keyboards;   /* it is in the row that the keyboard came to, until the pointer is moved */
  OfficeMessageRow *found_row; /* nullable */
  GtkRoot *root;               /* whose focus is watched */
  GtkEventController *input;   /* owned by the root: what the person does there */
  gboolean pointed;            /* the last of that was the pointer's or a finger's */
  gboolean was_popped_up;      /* the focus is in a menu, or was, and the person has done nothing in the window since */
  gboolean passes_letters;     /* the focus came where it is so, or by itself */
  gboolean is_inside;          /* a row has the focus, or what is in it */
  gboolean passed_when_left;   /* passes_letters, when the focus last went elsewhere */
  double pointer_x;            /* in the scroller; < 0: it is elsewhere */
  double pointer_y;
};

OfficeMessage *office_message_list_get_message (OfficeMessageList *self, guint index); /* borrowed; there must be such a row */
void office_message_list_update_all_rows (OfficeMessageList *self);                     /* days, groups, the first unread message */
void office_message_list_start_waiting_for_midnight (OfficeMessageList *self);
void office_message_list_drop_row (OfficeMessageList *self, OfficeMessageRow *row);
void office_message_list_hide_spare (OfficeMessageList *self);
void office_message_list_set_n_new (OfficeMessageList *self, guint n);
void office_message_list_items_changed (OfficeMessageList *self, guint position, guint removed, guint added);

OfficeMessageRow *office_message_list_find_row_of (OfficeMessageList *self, GtkWidget *widget); /* both nullable */
void office_message_list_follow_pointer (OfficeMessageList *self);
void office_message_list_focus_moved (OfficeMessageList *self);
void office_message_list_renew_bar (OfficeMessage *message, GParamSpec *pspec, OfficeMessageList *self); /* as a handler of "notify" */
void office_message_list_watch_pointer (OfficeMessageList *self);

void office_message_list_moved (OfficeMessageList *self);

gboolean office_message_list_focus (GtkWidget *widget, GtkDirectionType direction);
void office_message_list_watch_keys (OfficeMessageList *self);
void office_message_list_watch_input (OfficeMessageList *self); /* from when it has a root */
void office_message_list_leave_input (OfficeMessageList *self);
gboolean office_message_list_grab_focus (OfficeMessageList *self, OfficeMessageRow *row);
gboolean office_message_list_return_focus (OfficeMessageList *self, OfficeMessageRow *row);

G_END_DECLS
