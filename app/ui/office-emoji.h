/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-offer.h"

G_BEGIN_DECLS

/* Emoji by their short names: ":tada:", ":thumbs_up:". Borrowed for good; the first call reads them. */
GPtrArray *office_emoji_get_offers (void);        /* OfficeOffer: the everyday ones first */
const char *office_emoji_find (const char *name); /* exactly so called, without colons; nullable, static */

G_END_DECLS
