/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a page behind a link is about: site, title, a line of it, a small picture. Hidden until the page has said something. */
#define OFFICE_TYPE_LINK_CARD (office_link_card_get_type ())
G_DECLARE_FINAL_TYPE (OfficeLinkCard, office_link_card, OFFICE, LINK_CARD, GtkWidget)

GtkWidget *office_link_card_new (const char *address);
gboolean office_link_card_may_show (const char *address); /* an address of the web, allowed, and not put away */

G_END_DECLS
