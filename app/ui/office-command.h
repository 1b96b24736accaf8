/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-offer.h"
#include "office-session.h"

G_BEGIN_DECLS

/*
 * What can be done by writing "/word …" in place of a message. All commands are declared once, in one table. A text that
 * begins with two slashes is a message that begins with one; so is one that begins with a path, as "/usr/bin" is no word.
 */
typedef struct {
  OfficeSession *session;
  const char *room;
  const char *task;   /* nullable */
  const char *thread; /* nullable */
  GtkWidget *widget;  /* of the window that is meant */
} OfficeCommandPlace;

gboolean office_command_begins (const char *text);
gboolean office_command_run (const char *text, const OfficeCommandPlace *place,
                             GError **error);        /* sentence for the person */
char *office_command_dup_literal (const char *text); /* full: what is sent of a text that is no command */
GPtrArray *office_command_list_offers (void);        /* full, OfficeOffer */

G_END_DECLS
