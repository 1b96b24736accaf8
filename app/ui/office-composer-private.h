/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-composer.h"

G_BEGIN_DECLS

/* What the files of the composer share: the composer itself and the making of its widgets. */
struct _OfficeComposer {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeRoom *room;     /* nullable: the room is not known */
  char *room_id;
  char *task_id;        /* nullable */
  OfficeMessage *edited; /* nullable: what is being edited; the draft waits meanwhile */
  guint saving;         /* timeout */
  gboolean filling;     /* the text is set by the program */
  gboolean narrow;
  guint narrowing;      /* tick callback: the width has crossed the line */

  GtkWidget *box;
  GtkWidget *edit_bar;
  GtkWidget *cancel;
  GtkWidget *warning;
  GtkWidget *view;
  GtkTextBuffer *buffer;
  GtkWidget *placeholder;
  GtkWidget *emoji;
  GtkWidget *send;
  GtkWidget *mentions;
};

void office_composer_build (OfficeComposer *self); /* nothing is connected yet */

G_END_DECLS
