/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What stands behind a link in a message. It is asked for once, by whoever gets it first, from a foreign server, so nobody
 * gets one whom the person has not allowed to; all that were asked for are kept in memory, up to a limit.
 */
#define OFFICE_TYPE_LINK_PREVIEW (office_link_preview_get_type ())
G_DECLARE_FINAL_TYPE (OfficeLinkPreview, office_link_preview, OFFICE, LINK_PREVIEW, GObject)

OfficeLinkPreview *office_link_preview_get (const char *address); /* full; of http and https */

const char *office_link_preview_get_address (OfficeLinkPreview *self);
gboolean office_link_preview_is_there (OfficeLinkPreview *self);          /* "there": the page has said something */
const char *office_link_preview_get_title (OfficeLinkPreview *self);       /* nullable, as below; foreign text */
const char *office_link_preview_get_description (OfficeLinkPreview *self);
const char *office_link_preview_get_site (OfficeLinkPreview *self);
GBytes *office_link_preview_get_image (OfficeLinkPreview *self); /* a file of any kind */

/* For tests and pictures: what a page says, without asking it. */
void office_link_preview_set_said (const char *address, const char *title, const char *description, const char *site,
                                   GBytes *image);

G_END_DECLS
