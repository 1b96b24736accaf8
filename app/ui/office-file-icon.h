/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-attachment.h"

#include <gio/gio.h>

G_BEGIN_DECLS

GIcon *office_file_icon_new (OfficeAttachment *file); /* of its type, in the color of the text; transfer full */

G_END_DECLS
