"""UBL: what has no place, rules UBL-CR-400 to 680: the first number, the parent, its children.

``LINE`` is the line of an invoice or of a credit note.
"""

ROWS: tuple[tuple[int, str, str], ...] = (
    (
        404,
        "cac:Delivery",
        (
            "cac:NotifyParty cac:Despatch cac:DeliveryTerms cac:MinimumDeliveryUnit "
            "cac:MaximumDeliveryUnit cac:Shipment"
        ),
    ),
    (410, "", "cac:DeliveryTerms"),
    (411, "cac:PaymentMeans", "cbc:ID"),
    (413, "cac:PaymentMeans", "cbc:PaymentChannelCode cbc:InstructionID"),
    (
        415,
        "cac:PaymentMeans/cac:CardAccount",
        (
            "cbc:CardTypeCode cbc:ValidityStartDate cbc:ExpiryDate cbc:IssuerID cbc:IssueNumberID "
            "cbc:CV2ID cbc:CardChipCode cbc:ChipApplicationID"
        ),
    ),
    (
        424,
        "cac:PaymentMeans/cac:PayeeFinancialAccount",
        "cbc:AliasName cbc:AccountTypeCode cbc:AccountFormatCode cbc:CurrencyCode cbc:PaymentNote",
    ),
    (429, "cac:PaymentMeans/cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch", "cbc:Name"),
    (
        430,
        "cac:PaymentMeans/cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cac:FinancialInstitution",
        "cbc:Name cac:Address",
    ),
    (432, "cac:PaymentMeans/cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch", "cac:Address"),
    (433, "cac:PaymentMeans/cac:PayeeFinancialAccount", "cac:Country"),
    (434, "cac:PaymentMeans", "cac:CreditAccount"),
    (
        435,
        "cac:PaymentMeans/cac:PaymentMandate",
        (
            "cbc:MandateTypeCode cbc:MaximumPaymentInstructionsNumeric cbc:MaximumPaidAmount "
            "cbc:SignatureID cac:PayerParty"
        ),
    ),
    (
        440,
        "cac:PaymentMeans/cac:PaymentMandate/cac:PayerFinancialAccount",
        (
            "cbc:Name cbc:AliasName cbc:AccountTypeCode cbc:AccountFormatCode cbc:CurrencyCode "
            "cbc:PaymentNote cac:FinancialInstitutionBranch cac:Country"
        ),
    ),
    (448, "cac:PaymentMeans/cac:PaymentMandate", "cac:ValidityPeriod cac:PaymentReversalPeriod cac:Clause"),
    (451, "cac:PaymentMeans", "cac:TradeFinancing"),
    (
        452,
        "cac:PaymentTerms",
        (
            "cbc:ID cbc:PaymentMeansID cbc:PrepaidPaymentReferenceID cbc:ReferenceEventCode "
            "cbc:SettlementDiscountPercent cbc:PenaltySurchargePercent cbc:PaymentPercent cbc:Amount "
            "cbc:SettlementDiscountAmount cbc:PenaltyAmount cbc:PaymentTermsDetailsURI cbc:PaymentDueDate "
            "cbc:InstallmentDueDate cbc:InvoicingPartyReference cac:SettlementPeriod cac:PenaltyPeriod "
            "cac:ExchangeRate cac:ValidityPeriod"
        ),
    ),
    (470, "", "cac:PrepaidPayment"),
    (
        471,
        "cac:AllowanceCharge",
        (
            "cbc:ID cbc:PrepaidIndicator cbc:SequenceNumeric cbc:AccountingCostCode cbc:AccountingCost "
            "cbc:PerUnitAmount"
        ),
    ),
    (
        477,
        "cac:AllowanceCharge/cac:TaxCategory",
        (
            "cbc:Name cbc:BaseUnitMeasure cbc:PerUnitAmount cbc:TaxExemptionReasonCode "
            "cbc:TaxExemptionReason cbc:TierRange cbc:TierRatePercent"
        ),
    ),
    (
        484,
        "cac:AllowanceCharge/cac:TaxCategory/cac:TaxScheme",
        "cbc:Name cbc:TaxTypeCode cbc:CurrencyCode cac:JurisdictionRegionAddress",
    ),
    (488, "cac:AllowanceCharge", "cac:TaxTotal cac:PaymentMeans"),
    (
        490,
        "",
        (
            "cac:TaxExchangeRate cac:PricingExchangeRate cac:PaymentExchangeRate "
            "cac:PaymentAlternativeExchangeRate"
        ),
    ),
    (494, "cac:TaxTotal", "cbc:RoundingAmount cbc:TaxEvidenceIndicator cbc:TaxIncludedIndicator"),
    (
        497,
        "cac:TaxTotal/cac:TaxSubtotal",
        (
            "cbc:CalculationSequenceNumeric cbc:TransactionCurrencyTaxAmount cbc:Percent "
            "cbc:BaseUnitMeasure cbc:PerUnitAmount cbc:TierRange cbc:TierRatePercent"
        ),
    ),
    (
        504,
        "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory",
        "cbc:Name cbc:BaseUnitMeasure cbc:PerUnitAmount cbc:TierRange cbc:TierRatePercent",
    ),
    (
        509,
        "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cac:TaxScheme",
        "cbc:Name cbc:TaxTypeCode cbc:CurrencyCode cac:JurisdictionRegionAddress",
    ),
    (513, "", "cac:WithholdingTaxTotal"),
    (514, "cac:LegalMonetaryTotal", "cbc:PayableAlternativeAmount"),
    (
        515,
        "LINE",
        ("cbc:UUID cbc:TaxPointDate cbc:AccountingCostCode cbc:PaymentPurposeCode cbc:FreeOfChargeIndicator"),
    ),
    (
        520,
        "LINE/cac:InvoicePeriod",
        "cbc:StartTime cbc:EndTime cbc:DurationMeasure cbc:DescriptionCode cbc:Description",
    ),
    (
        525,
        "LINE/cac:OrderLineReference",
        "cbc:SalesOrderLineID cbc:UUID cbc:LineStatusCode cac:OrderReference",
    ),
    (529, "LINE", "cac:DespatchLineReference cac:ReceiptLineReference cac:BillingReference"),
    (532, "LINE/cac:DocumentReference", "cbc:CopyIndicator cbc:UUID cbc:IssueDate cbc:IssueTime"),
    (
        537,
        "LINE/cac:DocumentReference",
        (
            "cbc:DocumentType cbc:XPath cbc:LanguageID cbc:LocaleCode cbc:VersionID "
            "cbc:DocumentStatusCode cbc:DocumentDescription cac:Attachment cac:ValidityPeriod "
            "cac:IssuerParty cac:ResultOfVerification"
        ),
    ),
    (548, "LINE", "cac:PricingReference cac:OriginatorParty cac:Delivery cac:PaymentTerms"),
    (
        552,
        "LINE/cac:AllowanceCharge",
        (
            "cbc:ID cbc:PrepaidIndicator cbc:SequenceNumeric cbc:AccountingCostCode cbc:AccountingCost "
            "cbc:PerUnitAmount cac:TaxCategory cac:TaxTotal cac:PaymentMeans"
        ),
    ),
    (561, "LINE", "cac:TaxTotal cac:WithholdingTaxTotal"),
    (
        563,
        "LINE/cac:Item",
        (
            "cbc:PackQuantity cbc:PackSizeNumeric cbc:CatalogueIndicator cbc:HazardousRiskIndicator "
            "cbc:AdditionalInformation cbc:Keyword cbc:BrandName cbc:ModelName"
        ),
    ),
    (
        571,
        "LINE/cac:Item/cac:BuyersItemIdentification",
        (
            "cbc:ExtendedID cbc:BarcodeSymbologyID cac:PhysicalAttribute cac:MeasurementDimension "
            "cac:IssuerParty"
        ),
    ),
    (
        576,
        "LINE/cac:Item/cac:SellersItemIdentification",
        (
            "cbc:ExtendedID cbc:BarcodeSymbologyID cac:PhysicalAttribute cac:MeasurementDimension "
            "cac:IssuerParty"
        ),
    ),
    (581, "LINE/cac:Item", "cac:ManufacturersItemIdentification"),
    (
        582,
        "LINE/cac:Item/cac:StandardItemIdentification",
        (
            "cbc:ExtendedID cbc:BarcodeSymbologyID cac:PhysicalAttribute cac:MeasurementDimension "
            "cac:IssuerParty"
        ),
    ),
    (
        587,
        "LINE/cac:Item",
        (
            "cac:CatalogueItemIdentification cac:AdditionalItemIdentification "
            "cac:CatalogueDocumentReference cac:ItemSpecificationDocumentReference"
        ),
    ),
    (591, "LINE/cac:Item/cac:OriginCountry", "cbc:Name"),
    (592, "LINE/cac:Item/cac:CommodityClassification", "cbc:NatureCode cbc:CargoTypeCode cbc:CommodityCode"),
    (595, "LINE/cac:Item", "cac:TransactionConditions cac:HazardousItem"),
    (
        597,
        "LINE/cac:Item/cac:ClassifiedTaxCategory",
        (
            "cbc:Name cbc:BaseUnitMeasure cbc:PerUnitAmount cbc:TaxExemptionReasonCode "
            "cbc:TaxExemptionReason cbc:TierRange cbc:TierRatePercent"
        ),
    ),
    (
        604,
        "LINE/cac:Item/cac:ClassifiedTaxCategory/cac:TaxScheme",
        "cbc:Name cbc:TaxTypeCode cbc:CurrencyCode cac:JurisdictionRegionAddress",
    ),
    (
        608,
        "LINE/cac:Item/cac:AdditionalItemProperty",
        (
            "cbc:ID cbc:NameCode cbc:TestMethod cbc:ValueQuantity cbc:ValueQualifier cbc:ImportanceCode "
            "cbc:ListValue cac:UsabilityPeriod cac:ItemPropertyGroup cac:RangeDimension "
            "cac:ItemPropertyRange"
        ),
    ),
    (
        619,
        "LINE/cac:Item",
        (
            "cac:ManufacturerParty cac:InformationContentProviderParty cac:OriginAddress cac:ItemInstance "
            "cac:Certificate cac:Dimension"
        ),
    ),
    (
        625,
        "LINE/cac:Price",
        (
            "cbc:PriceChangeReason cbc:PriceTypeCode cbc:PriceType cbc:OrderableUnitFactorRate "
            "cbc:ValidityPeriod cbc:PriceList"
        ),
    ),
    (
        632,
        "LINE/cac:Price/cac:AllowanceCharge",
        (
            "cbc:ID cbc:AllowanceChargeReasonCode cbc:AllowanceChargeReason cbc:MultiplierFactorNumeric "
            "cbc:PrepaidIndicator cbc:SequenceNumeric cbc:AccountingCostCode cbc:AccountingCost "
            "cbc:PerUnitAmount cac:TaxCategory cac:TaxTotal cac:PaymentMeans"
        ),
    ),
    (644, "LINE/cac:Price", "cac:PricingExchangeRate"),
    (645, "LINE", "cac:DeliveryTerms cac:SubInvoiceLine cac:ItemPriceExtension"),
    (648, "cbc:CustomizationID", "@schemeID"),
    (649, "cbc:ProfileID", "@schemeID"),
    (650, "cbc:ID", "@schemeID"),
    (651, "cbc:SalesOrderID", "@schemeID"),
    (652, "//cac:PartyTaxScheme/cbc:CompanyID", "@schemeID"),
    (653, "cac:PaymentMeans/cbc:PaymentID", "@schemeID"),
    (654, "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID", "@schemeID"),
    (655, "cac:PaymentMeans/cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID", "@schemeID"),
    (656, "cbc:InvoiceTypeCode", "@listID"),
    (657, "cbc:DocumentCurrencyCode", "@listID"),
    (658, "cbc:TaxCurrencyCode", "@listID"),
    (659, "cac:AdditionalDocumentReference/cbc:DocumentTypeCode", "@listID"),
    (660, "//cac:Country/cbc:IdentificationCode", "@listID"),
    (661, "cac:PaymentMeans/cbc:PaymentMeansCode", "@listID"),
    (662, "//cbc:AllowanceChargeReasonCode", "@listID"),
    (663, "", "//@unitCodeListID"),
    (664, "/", "cac:FinancialInstitution"),
    (667, "//cac:BuyersItemIdentification/cbc:ID", "@schemeID"),
    (668, "//cac:SellersItemIdentification/cbc:ID", "@schemeID"),
    (
        669,
        "//cac:Price/cac:AllowanceCharge",
        "cbc:AllowanceChargeReasonCode cbc:AllowanceChargeReason cbc:MultiplierFactorNumeric",
    ),
    (672, "cbc:CreditNoteTypeCode", "@listID"),
    (674, "//cbc:PrimaryAccountNumberID", "@schemeID"),
    (675, "//cac:CardAccount/cbc:NetworkID", "@schemeID"),
    (676, "//cac:PaymentMandate/cbc:ID", "@schemeID"),
    (677, "//cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID", "@schemeID"),
    (678, "//cac:TaxCategory/cbc:ID", "@schemeID"),
    (679, "//cac:ClassifiedTaxCategory/cbc:ID", "@schemeID"),
    (680, "//cac:PaymentMeans", "cac:PayerFinancialAccount"),
    (681, "cac:PaymentMeans", "cbc:InstructionNote"),
    (682, "cac:Delivery", "cac:DeliveryAddress"),
)
