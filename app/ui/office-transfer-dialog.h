/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-room-picker.h"

G_BEGIN_DECLS

GtkWidget *office_transfer_dialog_new (OfficeSession *session, OfficeTask *task); /* an OfficeRoomPicker of where it goes */

G_END_DECLS
