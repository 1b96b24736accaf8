/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "office-session.h"

G_BEGIN_DECLS

/* The link with which a calendar shows one's tasks: made, copied, made anew, stopped. */
#define OFFICE_TYPE_FEED_DIALOG (office_feed_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OfficeFeedDialog, office_feed_dialog, OFFICE, FEED_DIALOG, AdwWindow)

GtkWidget *office_feed_dialog_new (OfficeSession *session, const char *base); /* base: "https://HOST:PORT"; NULL: a demonstration */

G_END_DECLS
