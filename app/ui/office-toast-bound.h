/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * A toast that rests under the pointer stays, and libadwaita 1.2 does not always notice that the pointer has gone: all that is
 * said afterwards waits behind it, unseen, with what takes things back. So none lives for ever, and one without a button gives way.
 */
void office_toast_bound_add (AdwToastOverlay *overlay, AdwToast *toast, guint seconds); /* transfer full: toast */

G_END_DECLS
