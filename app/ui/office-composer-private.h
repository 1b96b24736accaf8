/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-attaching.h"
#include "office-composer.h"

G_BEGIN_DECLS

/* What the files of the composer share: the composer itself, the making of its widgets, and what is kept of the text. */
struct _OfficeComposer {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeRoom *room; /* nullable: the room is not known */
  char *room_id;
  char *task_id;         /* nullable */
  char *thread_id;       /* nullable: the message in whose thread it is said */
  OfficeMessage *edited; /* nullable: what is being edited; the draft waits meanwhile */
  char *quote_id;        /* nullable: the message that is being answered */
  GtkWidget *quote_bar;  /* nullable: that, over the text */
  gboolean filling;      /* the text is set by the program */
  guint closing;         /* source: a colon was typed, which may end the name of an emoji */
  char *refusal;         /* why what is written was not taken; nullable */
  gboolean narrow;
  guint narrowing; /* tick callback: the width has crossed the line */

  GPtrArray *files;              /* OfficeAttachment: what goes with the message, and what is being copied to go with it */
  OfficeAttaching *attaching;    /* what is being copied, for this place and those that were left */
  gboolean hurried;              /* it was to be sent before its files were copied */
  gboolean pasting;              /* as text, whatever else the clipboard has */
  GtkFileChooserNative *chooser; /* nullable */
  GListModel *schedule;          /* OfficeScheduled: what is sent later, here and elsewhere; nullable */

  GtkWidget *box;
  GtkWidget *attach;
  GtkWidget *chips;
  /* The lines over the text, each made when first needed; office_composer_add_line() has their order. */
  GtkWidget *edit_bar;
  GtkWidget *notice;
  GtkWidget *notice_text;
  GtkWidget *to_file;
  GtkWidget *view;
  GtkTextBuffer *buffer;
  GtkWidget *placeholder;
  GtkWidget *emoji;
  GtkWidget *format;
  GtkWidget *send;
  GtkWidget *later;
  GtkWidget *waiting; /* what of this place is sent later */
  GtkWidget *other;   /* what was written here on another device */
  GtkWidget *other_text;
  GtkWidget *completion;
};

void office_composer_load_quote (OfficeComposer *self);
char *office_composer_dup_place (OfficeComposer *self); /* of its draft */
void office_composer_update (OfficeComposer *self);     /* whether it can be sent */
void office_composer_build_files (OfficeComposer *self, GtkWidget *field);
void office_composer_install_files (GtkWidgetClass *widget_class);
void office_composer_load_files (OfficeComposer *self);
void office_composer_sent_files (OfficeComposer *self);
gboolean office_composer_is_attaching (OfficeComposer *self); /* to this place */
void office_composer_attach_text (OfficeComposer *self); /* what is written becomes a file that goes with the message */
void office_composer_show_edit_bar (OfficeComposer *self, gboolean shown);
void office_composer_add_line (OfficeComposer *self, GtkWidget *line);
void office_composer_update_notice (OfficeComposer *self);
void office_composer_set_refusal (OfficeComposer *self, const char *text); /* nullable */
void office_composer_set_hurried (OfficeComposer *self, gboolean hurried);   /* to send what is not whole yet */
void office_composer_connect_keys (OfficeComposer *self);
void office_composer_build_completion (OfficeComposer *self);
void office_composer_reset_completion (OfficeComposer *self); /* the place is another */
void office_composer_close_emoji (OfficeComposer *self);
gboolean office_composer_press_format (OfficeComposer *self, guint keyval, guint bare, GdkModifierType modifiers);
void office_composer_install_later (GtkWidgetClass *widget_class);
void office_composer_build_later (OfficeComposer *self, GtkWidget *field);
void office_composer_follow_schedule (OfficeComposer *self); /* the place is another */
gboolean office_composer_can_send_later (OfficeComposer *self);
void office_composer_update_offer (OfficeComposer *self);
void office_composer_follow_drafts (OfficeComposer *self); /* the place is another */
void office_composer_leave_drafts (OfficeComposer *self);  /* it is left */
void office_composer_install_formats (GtkWidgetClass *widget_class);
void office_composer_build_formats (OfficeComposer *self, GtkWidget *field);
void office_composer_build (OfficeComposer *self); /* nothing is connected yet */
char *office_composer_dup_text (OfficeComposer *self);
void office_composer_fill (OfficeComposer *self, const char *text); /* nullable; not as if it were typed */
void office_composer_save_draft (OfficeComposer *self);             /* or what is being made of a message */
void office_composer_end_draft (OfficeComposer *self);              /* it was sent; everywhere */
void office_composer_load_draft (OfficeComposer *self);
void office_composer_begin_edit (OfficeComposer *self, OfficeMessage *message);
void office_composer_leave_edit (OfficeComposer *self);  /* it goes on when the place is shown again */
void office_composer_cancel_edit (OfficeComposer *self); /* the draft comes back */
void office_composer_forget_edit (OfficeComposer *self); /* it does not */

G_END_DECLS
