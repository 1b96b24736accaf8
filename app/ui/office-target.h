/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-text-block.h"

G_BEGIN_DECLS

/* Goes where a span of a text leads: within the office by the window's actions, or to the person's browser or mail. */
void office_target_open (GtkWidget *from, OfficeSpanKind kind, const char *target);
char *office_target_dup_address (OfficeSpanKind kind, const char *target); /* full, nullable: to copy, and to open later */
void office_target_open_address (GtkWidget *from, const char *address);

G_END_DECLS
